import { execFile } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { openCore } from '../main/core.ts'
import { copyOnline } from '../main/database/backups/backup-thread.ts'
import { createLog } from '../main/log.ts'
import { createClient } from '../main/router.ts'
import { seedRows } from '../main/services/demo/seed-rows.ts'
import { manyClips } from '../test/support/clips.ts'
import { importFolder } from './import-folder.ts'
import { compare, quantile } from './measure.ts'
import { runJob } from './run-job.ts'

const run = promisify(execFile)

/** `RUSHES_BENCH_LIBRARY` names a library that `rushes seed --rows` filled, to save the minutes that it takes. */
const filled = process.env.RUSHES_BENCH_LIBRARY
const rows = 1_000_000

/** A backup of a million takes beside `sqlite3 .backup`, and the time that a change takes during it and without one. */
export async function benchBackups(folder: string): Promise<void> {
  const log = createLog(undefined, () => undefined)
  const core = await openCore({ folder: filled ?? join(folder, 'backups'), version: 'bench', log })
  try {
    if (!filled) await seedRows(core, rows, () => undefined)
    const client = createClient(core)
    const { total } = await client.videos.count({})
    const target = (name: string) => join(folder, `${name}.db`)
    const ours = () => copyOnline(core.layout.database, target('ours'))
    await compare({
      name: 'Backup',
      against: 'sqlite3 .backup',
      work: `${total} takes`,
      ours,
      theirs: async () => void (await run('sqlite3', [core.layout.database, `.backup ${target('theirs')}`])),
      mark: 1.5,
    })
    const [first] = (await client.videos.list({ limit: 1 })).items
    const change = async (rating: number) => {
      const start = performance.now()
      await client.videos.rate({ ratings: [{ ids: [first?.id ?? ''], rating }] })
      return performance.now() - start
    }
    for (let round = 0; round < 50; round++) await change(1 + (round % 5))
    let isRunning = true
    const backup = runJob(client, () => client.backups.create()).finally(() => {
      isRunning = false
    })
    const during: number[] = []
    while (isRunning) during.push(await change(1 + (during.length % 5)))
    await backup
    const without: number[] = []
    while (without.length < during.length) without.push(await change(1 + (without.length % 5)))
    console.log(`A change during a backup: ${shown(during)}; the mark is 50`)
    console.log(`A change without a backup: ${shown(without)}\n`)
    for (const name of ['ours', 'theirs']) rmSync(target(name), { force: true })
  } finally {
    await core.close()
  }
}

function shown(times: readonly number[]): string {
  const at = (share: number) => `${quantile(times, share)} ms`
  return `median ${at(0.5)}, p99 ${at(0.99)}, longest ${at(1)} of ${times.length}`
}

const files = 40

/** The full verification of files beside `sha256sum`, two at a time. */
export async function benchVerification(folder: string): Promise<void> {
  const clips = join(folder, 'verify-clips')
  mkdirSync(clips)
  await manyClips(clips, files)
  // Large enough that reading counts, and still clips: players ignore what follows the last box.
  await run('sh', ['-c', 'for clip in *.mp4; do head -c 20000000 /dev/urandom >> "$clip"; done'], { cwd: clips })
  const core = await openCore({ folder: join(folder, 'verify'), version: 'bench' })
  try {
    await importFolder(core, clips)
    const client = createClient(core)
    await compare({
      name: 'Full verification',
      against: 'sha256sum, 2 at a time',
      work: `${files} files of 20 MB`,
      ours: async () => void (await runJob(client, () => client.verification.start({ full: true }))),
      theirs: async () => {
        await run('sh', ['-c', 'find . -type f | xargs -P2 -n10 sha256sum'], { cwd: clips, maxBuffer: 2 ** 26 })
      },
      mark: 1.1,
    })
  } finally {
    await core.close()
  }
}
