import { execFileSync } from 'node:child_process'
import { closeSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createFilePool, type FilePool } from '../../../main/media/files/file-pool.ts'
import { readFingerprint } from '../../../main/media/files/read-fingerprint.ts'
import { virtualSampleHash } from '../../../main/media/files/sample-hash.ts'
import { createThreads } from '../../../main/threads/threads.ts'
import { temporaryFolder } from '../../support/library.ts'

/** Hashes by libxxhash, by size; sample-hashes.py made the table. */
const table: Record<string, string> = JSON.parse(
  readFileSync(new URL('../../support/sample-hashes.json', import.meta.url), 'utf8'),
)
const vectors = Object.entries(table).map(([size, hash]) => ({ size: Number(size), hash }))

/** The content that the table is of. */
function byteAt(size: number, position: number): number {
  if (position < 4096) return (position * 31 + Math.floor(position / 256) * 7 + 11) % 256
  if (position >= size - 4096) return ((size - position) * 17 + 3) % 256
  return Math.abs(position - Math.floor(size / 2)) < 1024 ? (position * 13 + 5) % 256 : 0
}

function part(size: number, start: number, length: number): Buffer {
  return Buffer.from(Array.from({ length }, (_, index) => byteAt(size, start + index)))
}

/** Writes it; between what is not zero the file has holes. */
function writeContent(path: string, size: number): void {
  const file = openSync(path, 'w')
  const written = Math.min(size, 8192)
  const middle = Math.max(0, Math.floor(size / 2) - 2048)
  for (const start of [0, middle, size - written]) {
    writeSync(file, part(size, start, Math.min(written, size - start)), 0, undefined, start)
  }
  closeSync(file)
}

function openPool(): FilePool {
  const pool = createFilePool(createThreads(), 2)
  onTestFinished(() => pool.close())
  return pool
}

test.for(vectors)('a file of $size bytes has the sample hash that libxxhash gives it', async ({ size, hash }) => {
  const path = join(temporaryFolder(), 'content')
  writeContent(path, size)
  expect(await openPool().run({ kind: 'fingerprint', path })).toMatchObject({ size_bytes: size, sample_hash: hash })
})

test.for(vectors.filter(({ size }) => size < 2e6))(
  'a content of $size bytes in memory has the same, with the prefix V',
  ({ size, hash }) => {
    expect(virtualSampleHash(part(size, 0, size))).toBe(`V${hash}`)
  },
)

test('what lies between the samples does not count, and from 3072 bytes on there is something between', async () => {
  const pool = openPool()
  const path = join(temporaryFolder(), 'content')
  async function changes(size: number, position: number): Promise<boolean> {
    const content = Buffer.alloc(size)
    writeFileSync(path, content)
    const before = await pool.run({ kind: 'fingerprint', path })
    content[position] = 1
    writeFileSync(path, content)
    return (await pool.run({ kind: 'fingerprint', path })).sample_hash !== before.sample_hash
  }
  for (let position = 1000; position < 3071; position += 30) expect(await changes(3071, position)).toBe(true)
  expect(await changes(3073, 1023)).toBe(true)
  expect(await changes(3073, 2048)).toBe(false)
  expect(await changes(3074, 1024)).toBe(false)
  expect(await changes(3074, 1025)).toBe(true)
  expect(await changes(3074, 2048)).toBe(true)
  expect(await changes(3074, 2049)).toBe(false)
})

test.skipIf(process.platform === 'win32')(
  'what is no file has no fingerprint, and a named pipe does not block',
  async () => {
    const folder = temporaryFolder()
    const pipe = join(folder, 'pipe.mp4')
    execFileSync('mkfifo', [pipe])
    for (const path of [pipe, folder]) await expect(readFingerprint(path)).rejects.toMatchObject({ code: 'EISDIR' })
  },
)
