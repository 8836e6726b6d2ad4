import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeBooks } from './big-books.ts'
import { measureSave } from './save.ts'
import { measureFirstPage } from './shipments.ts'

// What is measured against must go on doing the same work: both throw where rows differ.
test('what the bench does by hand comes to what the program does', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'by-hand-'))
  const [path, other] = [join(directory, 'one.db'), join(directory, 'other.db')]
  await makeBooks(path, 1000)
  await makeBooks(other, 1000)
  expect(await measureFirstPage(path, other, 1)).toHaveLength(2)
  expect(await measureSave(path, 1)).toHaveLength(2)
  await rm(directory, { recursive: true })
})
