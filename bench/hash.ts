import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createFilePool, type FilePool } from '../main/media/files/file-pool.ts'
import { createThreads } from '../main/threads/threads.ts'
import { benchSamples } from './hash-samples.ts'
import { compare } from './measure.ts'

const run = promisify(execFile)
const megabyte = 2 ** 20
/** A folder in memory, so that the program is measured and not the disk. */
const memory = '/dev/shm'

/**
 * SHA-256 of whole files against `openssl`, in one thread and in two, and while they are copied; then the samples of
 * small ones.
 */
export async function benchHash(folder: string): Promise<void> {
  const target = join(folder, 'hash')
  mkdirSync(target)
  const files = Array.from({ length: 200 }, (_, index) => join(target, String(index)))
  for (const [index, file] of files.entries()) writeFileSync(file, randomBytes((5 + (index % 16)) * megabyte))
  const work = '200 files of 5 to 20 MiB'
  const openssl = async (processes: number) => {
    const each = Math.ceil(files.length / processes)
    await run('sh', ['-c', `ls | xargs -P${processes} -n${each} openssl dgst -sha256`], {
      cwd: target,
      maxBuffer: 2 ** 26,
    })
  }
  for (const threads of [1, 2]) {
    await withPool(threads, (pool) =>
      compare({
        name: `SHA-256 in ${threads} ${threads === 1 ? 'thread' : 'threads'}`,
        mark: threads === 1 ? 1 / 0.95 : 1 / 0.8,
        against: `openssl dgst -sha256 in ${threads} ${threads === 1 ? 'process' : 'processes'}`,
        work,
        ours: () => hashAll(pool, files),
        theirs: () => openssl(threads),
      }),
    )
  }
  await withPool(1, (pool) => benchCopies(pool, files, target, work))
  rmSync(target, { recursive: true })
  await benchSamples(folder)
}

/** In memory for what the program costs, and on the disk, where each copy waits until it is safely there. */
async function benchCopies(pool: FilePool, files: readonly string[], disk: string, work: string): Promise<void> {
  if (existsSync(memory)) {
    const copies = mkdtempSync(join(memory, 'rushes-bench-'))
    try {
      await compare({
        name: 'SHA-256 while copying into memory, in 1 thread',
        mark: 1 / 0.75,
        against: 'hashing alone',
        work,
        ours: () => copyAll(pool, files, copies),
        theirs: () => hashAll(pool, files),
      })
    } finally {
      rmSync(copies, { recursive: true })
    }
  } else console.log(`SHA-256 while copying into memory: left out, there is no ${memory} here.\n`)
  const copies = join(disk, 'copies')
  mkdirSync(copies)
  await compare({
    name: 'SHA-256 while copying to the disk, in 1 thread, each copy synced',
    against: 'cp and sync, with no hash',
    work,
    ours: () => copyAll(pool, files, copies),
    theirs: async () => {
      await run('sh', ['-c', 'for file; do cp "$file" copy && sync copy && rm copy; done', 'sh', ...files], {
        cwd: copies,
      })
    },
  })
}

async function hashAll(pool: FilePool, files: readonly string[]): Promise<void> {
  await Promise.all(files.map((path) => pool.run({ kind: 'hash', path })))
}

/** Copies are removed as they are made: 2.5 GB of them would crowd out what is read. */
async function copyAll(pool: FilePool, files: readonly string[], folder: string): Promise<void> {
  await Promise.all(
    files.map(async (path, index) => {
      const copyTo = join(folder, String(index))
      await pool.run({ kind: 'hash', path, copyTo })
      rmSync(copyTo)
    }),
  )
  if (readdirSync(folder).length > 0) throw new Error(`Something is left in ${folder}.`)
}

async function withPool(threads: number, work: (pool: FilePool) => Promise<void>): Promise<void> {
  const pool = createFilePool(createThreads(), threads)
  try {
    await work(pool)
  } finally {
    await pool.close()
  }
}
