import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type Core, type CoreOptions, openCore } from '../../main/core.ts'
import { openDatabase } from '../../main/database/connection/connection.ts'
import { createTables, migrations } from '../../main/database/connection/migrate.ts'
import { createLog } from '../../main/log.ts'
import { createClient } from '../../main/router.ts'
import { createThreads } from '../../main/threads/threads.ts'
import type { ImportRequest } from '../../shared/contract/imports.ts'
import type { Client } from '../../shared/contract/index.ts'
import { isActive, type Job, type JobItem } from '../../shared/contract/jobs.ts'
import { type ClipName, clip } from './clips.ts'
import { closeDatabaseOf } from './database-of.ts'
import { withoutSlowLines } from './slow-lines.ts'

/** Never called: `npm test -- --changed` follows imports, and nothing else says that tests depend on threads. */
export const dependsOn = () => [
  import('../../main/media/files/file-worker.ts'),
  import('../../main/media/embedded/parser-worker.ts'),
  import('../../main/media/embedded/verify-worker.ts'),
  import('../../main/storage/backup-copies/age-worker.ts'),
  import('../../main/database/adopt/adopt-worker.ts'),
  import('../../main/database/bundles/collect-worker.ts'),
  import('../../main/database/connection/analyze-worker.ts'),
  import('../../main/database/backups/backup-worker.ts'),
  import('../../main/database/connection/query-worker.ts'),
  import('../../main/database/analyses/comparison-worker.ts'),
  import('../../main/database/duplicates/similarity-worker.ts'),
  import('../../main/database/facets/facet-worker.ts'),
  import('../../main/database/orders/order-worker.ts'),
]

/** Shared by the libraries of all tests in this process, one after the other. */
const threads = createThreads()

/** An open library in a folder of its own, gone when the test ends. */
export interface TestLibrary {
  core: Core
  client: Client
  /** The folder of the library. */
  folder: string
  /** The warnings that it logged, except those which report that something was slow. */
  warnings: string[]
}

/** A folder that is removed when the test ends. Its name is a hard one on purpose. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "rushes test 'ü' 100% "))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

let newDatabase: Buffer | undefined

/** Creates a folder with the database of a new library, a copy of one: the migrations take four times as long. */
function newFolder(): string {
  const folder = join(temporaryFolder(), 'library')
  mkdirSync(folder, { mode: 0o700 })
  if (!newDatabase) {
    const database = openDatabase(':memory:')
    createTables(database, migrations.length)
    newDatabase = database.serialize()
    database.close()
  }
  writeFileSync(join(folder, 'media.db'), newDatabase, { mode: 0o600 })
  return folder
}

/** Opens a library; in a new folder unless `options` name one. */
export async function openLibrary(options: Partial<CoreOptions> = {}): Promise<TestLibrary> {
  const folder = options.folder ?? newFolder()
  const warnings: string[] = []
  const warn = (line: string) => {
    if (withoutSlowLines(line) !== '') warnings.push(line)
  }
  // A note, such as that of a slow query, is no warning.
  const log = createLog(undefined, warn, () => undefined)
  const core = await openCore({ version: 'test', log, threads, ...options, folder })
  onTestFinished(async () => {
    await core.close()
    closeDatabaseOf(core)
  })
  return { core, client: createClient(core), folder, warnings }
}

/** Writes a clip with a sound header and frames that cannot be decoded to a folder of its own. Returns its path. */
export async function putUndecodable(): Promise<string> {
  const bytes = readFileSync(await clip('landscape.mp4'))
  const start = bytes.indexOf('mdat') + 4
  bytes.fill(0, start, bytes.indexOf('moov') > start ? bytes.indexOf('moov') - 4 : bytes.length)
  const path = join(temporaryFolder(), 'broken.mp4')
  writeFileSync(path, bytes)
  return path
}

/** A copy of a clip at `path`, whose folders are made. */
export async function putClip(name: ClipName, path: string): Promise<string> {
  mkdirSync(dirname(path), { recursive: true })
  copyFileSync(await clip(name), path)
  return path
}

/** Waits for the end of a job. */
export async function ended(client: Client, job: Job): Promise<Job> {
  for (;;) {
    const now = await client.jobs.get({ id: job.id })
    if (!isActive(now.state)) return now
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** Imports and waits for the end; answers with what became of each file. */
export async function importAll(
  client: Client,
  request: Partial<ImportRequest>,
): Promise<{ job: Job; items: JobItem[] }> {
  const job = await ended(client, await client.imports.start(request))
  const { items } = await client.jobs.items({ id: job.id, limit: 1000 })
  return { job, items }
}
