import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { discover, type Found } from '../../main/ingest/discover.ts'
import { temporaryFolder } from '../support/library.ts'

function put(folder: string, ...names: string[]): void {
  for (const name of names) {
    mkdirSync(join(folder, name, '..'), { recursive: true })
    writeFileSync(join(folder, name), '')
  }
}

async function find(folder: string, names: string[], options: Partial<Parameters<typeof discover>[1]> = {}) {
  const { signal } = new AbortController()
  const asked = names.map((name) => join(folder, name))
  const batches: Found[] = []
  for await (const found of discover(asked, { recursive: true, signal, except: [], ...options })) batches.push(found)
  const files = batches.flatMap((found) => found.files).map((path) => relative(folder, path))
  return { files, batches, failures: batches.flatMap((found) => found.failures) }
}

test('what is named comes first, then what lies in folders by name, each once', async () => {
  const folder = temporaryFolder()
  put(folder, 'b.mp4', 'a.mp4', 'notes.txt', 'z/c.mp4', 'y/d.mp4', 'y/.hidden/e.mp4')
  const { files } = await find(folder, ['.', 'z/c.mp4', 'notes.txt', './y', 'z/c.mp4', '.'])
  expect(files).toEqual(['z/c.mp4', 'notes.txt', 'a.mp4', 'b.mp4', 'y/d.mp4'])
  expect((await find(folder, ['.'], { recursive: false })).files).toEqual(['a.mp4', 'b.mp4'])
})

test('many are told a thousand at a time, and only as they are asked for', async () => {
  const folder = temporaryFolder()
  put(folder, ...Array.from({ length: 4500 }, (_, index) => `flat/${String(index).padStart(4, '0')}.mp4`))
  const { files, batches } = await find(folder, ['.'])
  expect(files).toEqual([...files].sort())
  expect(files).toHaveLength(4500)
  expect(Math.max(...batches.map((found) => found.files.length))).toBeLessThanOrEqual(1000)
  const asking = discover([folder], { recursive: true, signal: new AbortController().signal, except: [] })
  // A slow disk fills no batch in time: the first may come before any folder is read.
  while ((await asking.next()).value?.files.length === 0);
  put(folder, 'later/take.mp4')
  const later: string[] = []
  for await (const found of asking) later.push(...found.files)
  expect(later.at(-1)).toContain('4499.mp4')
})

test('what cannot be read is told beside what can', async () => {
  const folder = temporaryFolder()
  put(folder, 'a.mp4')
  execFileSync('mkfifo', [join(folder, 'pipe')])
  const { files, failures } = await find(folder, ['gone', 'pipe', 'a.mp4'])
  expect(files).toEqual(['a.mp4'])
  expect(failures.map(({ error }) => error?.code)).toEqual(['FILE_MISSING', 'FILE_UNREADABLE'])
})

test('links are followed, in circles once, and nothing is found where nothing is looked for', async () => {
  const folder = temporaryFolder()
  put(folder, 'takes/a.mp4', 'library/cache/b/b.mp4')
  symlinkSync('..', join(folder, 'takes', 'around'))
  symlinkSync(join('..', 'library', 'cache', 'b', 'b.mp4'), join(folder, 'takes', 'c.mp4'))
  const except = [join(folder, 'library', 'cache')]
  expect((await find(folder, ['takes'], { except })).files).toEqual(['takes/a.mp4'])
  expect((await find(folder, ['library/cache/b'], { except })).files).toEqual(['library/cache/b/b.mp4'])
})

test('a search that is stopped ends with that', async () => {
  const signal = AbortSignal.abort()
  await expect(find(temporaryFolder(), ['.'], { signal })).rejects.toMatchObject({ code: 'CANCELLED' })
})
