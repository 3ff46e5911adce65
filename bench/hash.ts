import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createHashPool } from '../main/media/hash-pool.ts'
import { compare } from './measure.ts'

const run = promisify(execFile)

/** SHA-256 of whole files in the worker threads, against `openssl` in two processes. */
export async function benchHash(folder: string): Promise<void> {
  const target = join(folder, 'hash')
  mkdirSync(target)
  const files = Array.from({ length: 200 }, (_, index) => join(target, String(index)))
  for (const file of files) writeFileSync(file, randomBytes(4 * 1024 * 1024))
  const pool = createHashPool()
  try {
    await compare({
      name: 'SHA-256 of files',
      against: 'openssl dgst, two processes',
      work: '200 files of 4 MiB',
      ours: async () => {
        await Promise.all(files.map((path) => pool.run({ kind: 'hash', path })))
      },
      theirs: async () => {
        await run('sh', ['-c', `ls | xargs -P2 -n100 openssl dgst -sha256`], { cwd: target, maxBuffer: 2 ** 26 })
      },
    })
  } finally {
    await pool.close()
  }
}
