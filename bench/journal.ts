import { join } from 'node:path'
import { type Core, openCore } from '../main/core.ts'
import { createClient } from '../main/router.ts'
import { seedRows } from '../main/services/demo/seed-rows.ts'
import { manyClips } from '../test/support/clips.ts'
import { databaseOf } from '../test/support/database-of.ts'
import { importFolder } from './import-folder.ts'
import { compare } from './measure.ts'

const takes = 10_000
const files = 60

/** The cost of the journal: tagging 10,000 takes and an import, with its triggers and without them. */
export async function benchJournal(folder: string): Promise<void> {
  await benchTagging(folder)
  await benchImport(folder)
}

async function open(folder: string, hasJournal: boolean): Promise<Core> {
  const core = await openCore({ folder, version: 'bench' })
  if (!hasJournal) {
    const database = databaseOf(core)
    const triggers = database.prepare(`SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'journal_%'`)
    for (const name of triggers.pluck().all()) database.exec(`DROP TRIGGER ${name}`)
  }
  return core
}

/** Tags all takes as they are listed, newest first. They have what an import records, so that search knows them. */
async function benchTagging(folder: string): Promise<void> {
  const cores = [await open(join(folder, 'tags'), true), await open(join(folder, 'tags-bare'), false)]
  const sides = []
  for (const core of cores) {
    await seedRows(core, takes, () => undefined)
    const ids = databaseOf(core)
      .prepare<[], string>('SELECT id FROM videos ORDER BY created_at DESC, id DESC')
      .pluck()
      .all()
    let round = 0
    const client = createClient(core)
    sides.push(async () => void (await client.tags.change({ changes: [{ ids, add: [`batch ${round++}`] }] })))
  }
  const [ours = async () => {}, theirs = async () => {}] = sides
  const work = `${takes} takes`
  await compare({ name: 'Tagging with the journal', against: 'without it', work, ours, theirs, mark: 1.1 })
  for (const core of cores) await core.close()
}

async function benchImport(folder: string): Promise<void> {
  const clips = join(folder, 'journal-clips')
  await manyClips(clips, files)
  let library = 0
  const importWith = (hasJournal: boolean) => async () => {
    const core = await open(join(folder, `journal-${library++}`), hasJournal)
    await importFolder(core, clips)
    await core.close()
  }
  await compare({
    name: 'Import with the journal',
    against: 'without it',
    work: `${files} clips`,
    ours: importWith(true),
    theirs: importWith(false),
    mark: 1.1,
  })
}
