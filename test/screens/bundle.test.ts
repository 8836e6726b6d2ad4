import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { makeProgram } from '../../bin/build.ts'
import { screens } from '../../screens/menu.ts'

test('the built program loads a screen when it is opened, and it is what was declared', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'dingdan-bundle-'))
  try {
    await makeProgram(fileURLToPath(new URL('told-screens.ts', import.meta.url)), directory)
    const start = [join(directory, 'dingdan.cjs')]
    const told = execFileSync(process.execPath, start, { encoding: 'utf8', maxBuffer: 1e8 })
    const built = JSON.parse(told) as { late: string[]; declared: unknown }[]
    for (const [index, screen] of screens.entries()) {
      const onTheMenu = ['code', 'program', 'title', 'kind']
      const rest = Object.keys(screen).filter(name => !onTheMenu.includes(name))
      expect(built[index]!.late.sort()).toEqual(rest.sort())
      expect(built[index]!.declared).toEqual(JSON.parse(JSON.stringify(screen)))
    }
    expect(built).toHaveLength(screens.length)
  } finally {
    rmSync(directory, { recursive: true })
  }
})
