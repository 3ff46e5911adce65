import { execFile, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { createFilePool } from '../main/media/files/file-pool.ts'
import { createThreads } from '../main/threads/threads.ts'
import { compare } from './measure.ts'

const run = promisify(execFile)
const count = 20_000
/** As many as an import has fingerprinted in one go. */
const batchSize = 1000

/** Sampled hashes of small files in two threads, against a loop in C that does the same system calls. */
export async function benchSamples(folder: string): Promise<void> {
  const loop = join(folder, 'sample-loop')
  const source = fileURLToPath(new URL('sample-loop.c', import.meta.url))
  if (spawnSync('gcc', ['-O2', '-o', loop, source]).status !== 0) {
    console.log('Sampled hashes: left out, there is no gcc here.\n')
    return
  }
  const batches = putFiles(join(folder, 'samples'))
  const list = join(folder, 'samples.txt')
  writeFileSync(list, `${batches.flat().join('\n')}\n`)
  const pool = createFilePool(createThreads(), 2)
  try {
    await compare({
      name: 'Sampled hashes in 2 threads',
      mark: 1 / 0.9,
      against: 'the system calls alone, in C in one process',
      work: `${count} files of 4 to 10 KiB`,
      ours: async () => {
        await Promise.all(batches.map((paths) => pool.run({ kind: 'fingerprints', paths })))
      },
      theirs: async () => {
        await run('sh', ['-c', '"$0" < "$1"', loop, list])
      },
    })
  } finally {
    await pool.close()
  }
}

function putFiles(folder: string): string[][] {
  const batches: string[][] = []
  for (let index = 0; index < count; index++) {
    const parent = join(folder, String(Math.floor(index / batchSize)))
    if (index % batchSize === 0) {
      mkdirSync(parent, { recursive: true })
      batches.push([])
    }
    const path = join(parent, `take-${index}.mp4`)
    writeFileSync(path, randomBytes((4 + (index % 7)) * 1024))
    batches.at(-1)?.push(path)
  }
  return batches
}
