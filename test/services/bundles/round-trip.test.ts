import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bundledTables } from '../../../main/database/bundles/bundled-tables.ts'
import { exportTo, importFrom } from '../../support/bundles.ts'
import { databaseOf } from '../../support/database-of.ts'
import { openLibrary, type TestLibrary, temporaryFolder } from '../../support/library.ts'
import { wholeLibrary } from '../../support/whole-library.ts'

/** Tables that no bundle has, and why. */
const leftOut: Record<string, string> = {
  analysis_labels: 'kept by triggers',
  video_search: 'kept by triggers',
  video_sort_keys: 'kept by triggers',
  video_changes: 'kept by triggers',
  video_counts: 'kept by triggers',
  replaced_video_counts: 'kept by triggers',
  locations: 'paths of this computer; the files are in the bundle',
  watched_folders: 'paths of this computer',
  dismissed_files: 'paths of this computer',
  sampled_files: 'paths of this computer',
  video_versions: 'paths of this computer',
  leaving_files: 'processes of this computer',
  library: 'the folder of the library',
  bucket_deletions: 'the bucket of the library',
  bucket_frames: 'the bucket of the library',
  bucket_previews: 'the bucket of the library',
  object_storage: 'the bucket of the library',
  idempotency_keys: 'calls to this library',
  policies: 'settings of this library',
  library_settings: 'settings of this library',
  jobs: 'work of this library',
  job_items: 'work of this library',
  journal: 'the history of this library',
  journal_parts: 'the history of this library',
  journal_rows: 'the history of this library',
  removed_videos: 'the trash',
  removed_media: 'the trash',
  removed_workflows: 'the trash',
  removed_analyses: 'the trash',
  removed_processing: 'the trash',
  trashed_copies: 'the trash',
  duplicate_resolutions: 'steps to undo, with what is in the trash',
}

/** All rows of the tables of a bundle, with paths relative to the library. */
function rowsOf({ core, folder }: TestLibrary): Record<string, unknown[]> {
  const database = databaseOf(core)
  return Object.fromEntries(
    bundledTables.map(({ name, omit = [], order }) => {
      const rows = database.prepare(`SELECT * FROM ${name} ORDER BY ${order}`).all() as Record<string, unknown>[]
      const shown = rows.map((row) => {
        for (const column of omit) delete row[column]
        return JSON.parse(JSON.stringify(row).replaceAll(JSON.stringify(folder).slice(1, -1), ''))
      })
      return [name, shown]
    }),
  )
}

function filesIn(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(folder, name)).isFile(),
  )
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(join(folder, name)).toString('base64')]))
}

test('every table is in a bundle, or left out for a reason', async () => {
  const { core } = await openLibrary()
  const all = databaseOf(core)
    .prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*' AND name NOT GLOB 'video_search_*'",
    )
    .pluck()
    .all() as string[]
  expect([...bundledTables.map(({ name }) => name as string), ...Object.keys(leftOut)].sort()).toEqual(all.sort())
})

test.each(['bundle.zip', 'bundle'])('a round trip through %s keeps each row and each byte', async (name) => {
  const library = await wholeLibrary()
  const path = join(temporaryFolder(), name)
  expect(await exportTo(library.client, path)).toMatchObject({ state: 'done', made: 5, failed: 0 })
  const other = await openLibrary()
  const job = await importFrom(other.client, path)
  const { items } = await other.client.jobs.items({ id: job.id, outcome: 'failed' })
  expect([job.state, job.error, items]).toEqual(['done', null, []])
  const before = rowsOf(library)
  for (const { name } of bundledTables) expect(before[name], name).not.toEqual([])
  expect(rowsOf(other)).toEqual(before)
  for (const folder of ['videos', 'images', 'frames', 'audio'])
    expect(filesIn(join(other.folder, folder)), folder).toEqual(filesIn(join(library.folder, folder)))
  expect((await other.client.bundles.preview({ path })).conflicts.total).toBe(0)
  expect(await importFrom(other.client, path)).toMatchObject({ state: 'done', added: 0, duplicates: 3 })
  expect(rowsOf(other)).toEqual(before)
  expect((await other.client.verification.invariants()).violations).toEqual([])
})
