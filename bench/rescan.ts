import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Core, openCore } from '../main/core.ts'
import { createLog } from '../main/log.ts'
import { createClient } from '../main/router.ts'
import { isActive } from '../shared/contract/jobs.ts'
import { databaseOf } from '../test/support/database-of.ts'
import { importFolder } from './import-folder.ts'
import { compare } from './measure.ts'

const run = promisify(execFile)
const unchangedFiles = 100_000
const movedFiles = 11_000

/**
 * A second visit of folders in which nothing changed, and one after they were moved, against programs that only look or
 * read.
 */
export async function benchRescan(folder: string): Promise<void> {
  const log = createLog(undefined, () => undefined)
  const core = await openCore({ folder: join(folder, 'library-rescan'), version: 'bench', log })
  try {
    const takes = join(folder, 'takes')
    await putTakes(core, takes, unchangedFiles)
    await compare({
      name: 'Rescan of folders in which nothing changed',
      against: 'find -printf "%s %T@ %p"',
      work: `${unchangedFiles} files`,
      ours: async () => {
        const { unchanged } = await importFolder(core, takes)
        if (unchanged !== unchangedFiles) throw new Error(`Only ${unchanged} files were unchanged.`)
      },
      theirs: async () => {
        await run('find', [takes, '-type', 'f', '-printf', '%s %T@ %p\n'], { maxBuffer: 2 ** 28 })
      },
    })
    await benchMoved(core, join(folder, 'moved'))
  } finally {
    await core.close()
  }
}

/** Until all videos play from the new paths; what is read behind is waited for outside of the time. */
async function benchMoved(core: Core, folder: string): Promise<void> {
  const places = [join(folder, 'a'), join(folder, 'b')]
  await putTakes(core, join(folder, 'a'), movedFiles)
  await compare({
    name: 'Following files that were moved',
    against: 'sha256sum of the same files',
    work: `${movedFiles} files`,
    ours: async () => {
      const [from = '', to = ''] = places
      places.reverse()
      renameSync(from, to)
      const { moved } = await importFolder(core, to)
      if (moved !== movedFiles) throw new Error(`Only ${moved} files were followed.`)
    },
    theirs: async () => {
      await confirmed(core)
      await run('sh', ['-c', `find . -type f -print0 | xargs -0 -P2 -n500 sha256sum`], {
        cwd: places[0] ?? '',
        maxBuffer: 2 ** 28,
      })
    },
  })
}

async function confirmed(core: Core): Promise<void> {
  const client = createClient(core)
  const events = await client.events.subscribe()
  if (core.jobs.ids().length === 0) return
  for await (const event of events) {
    if (event.type === 'progress' && event.job.kind === 'verify' && !isActive(event.job.state)) return
  }
}

/** Writes tiny files, a thousand a folder, and what an import would have written about them. */
async function putTakes(core: Core, target: string, count: number): Promise<void> {
  const hashes = new Map<string, string>()
  for (let index = 0; index < count; index++) {
    const parent = join(target, `day ${Math.floor(index / 1000)}`)
    if (index % 1000 === 0) mkdirSync(parent, { recursive: true })
    const content = `take ${index} of ${target}`
    const path = join(parent, `take-${index}.mp4`)
    writeFileSync(path, content)
    hashes.set(path, createHash('sha256').update(content).digest('hex'))
  }
  const paths = [...hashes.keys()]
  const fingerprints = await core.files.run({ kind: 'fingerprints', paths })
  const video = databaseOf(core).prepare(
    "INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type) VALUES (@hash, 'take', @path, @hash, @size_bytes, 'uploaded')",
  )
  const location = databaseOf(core).prepare(
    `INSERT INTO locations (path, file_hash, size_bytes, mtime_ms, sample_hash, verified_at)
     VALUES (@path, @hash, @size_bytes, @mtime_ms, @sample_hash, CURRENT_TIMESTAMP)`,
  )
  databaseOf(core).transaction(() => {
    for (const [index, path] of paths.entries()) {
      const row = { path, hash: hashes.get(path), ...fingerprints[index] }
      video.run(row)
      location.run(row)
    }
  })()
  databaseOf(core).exec('ANALYZE')
}
