import { defineConfig } from 'vitest/config'

export default defineConfig({
  // React runs as it is shipped: its development build is three times as slow.
  oxc: { jsx: { runtime: 'automatic', development: false } },
  test: {
    include: ['test/**/*.test.ts'],
    env: { NODE_ENV: 'production', TZ: 'Asia/Shanghai' },
    testTimeout: 60_000,
  },
})
