import { copyFileSync, existsSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { receiveUpload, removeExpiredUploads, uploadLimits } from '../../../main/ingest/uploads.ts'
import { openDownload } from '../../../main/services/bundles/export-bundle.ts'
import { manifestSchema } from '../../../shared/bundles/manifest.ts'
import { exportTo, importFrom } from '../../support/bundles.ts'
import { databaseOf } from '../../support/database-of.ts'
import { ended, importAll, openLibrary, putClip, temporaryFolder } from '../../support/library.ts'
import { fillDisk, smallDisk } from '../../support/small-disk.ts'
import { wholeLibrary } from '../../support/whole-library.ts'

async function twoTakes() {
  const library = await openLibrary()
  const from = temporaryFolder()
  const paths = [
    await putClip('landscape.mp4', join(from, 'one.mp4')),
    await putClip('square.mp4', join(from, 'two.mp4')),
  ]
  await importAll(library.client, { paths, mode: 'copy' })
  const { items } = await library.client.videos.list({ sort: 'name', order: 'asc' })
  return { ...library, ids: items.map(({ id }) => id) }
}

test('an export that was killed continues after the files that are complete, in a zip and in a folder', async () => {
  const { client } = await twoTakes()
  const folder = temporaryFolder()
  const whole = join(folder, 'whole.zip')
  await exportTo(client, whole)
  const zip = join(folder, 'again.zip')
  copyFileSync(whole, `${zip}.part`)
  const second = readFileSync(whole).indexOf('PK\u0003\u0004', 100, 'latin1')
  truncateSync(`${zip}.part`, second + 200)
  expect(await exportTo(client, zip)).toMatchObject({ state: 'done', made: 1, cached: 1 })
  expect([existsSync(`${zip}.part`), statSync(zip).size]).toEqual([false, statSync(whole).size])
  const other = await openLibrary()
  expect(await importFrom(other.client, zip)).toMatchObject({ state: 'done', added: 2, failed: 0 })

  const path = join(folder, 'folder')
  await exportTo(client, path)
  rmSync(join(path, 'manifest.json'))
  writeFileSync(join(path, 'bundle.part'), '')
  expect(await exportTo(client, path)).toMatchObject({ state: 'done', made: 0, cached: 2 })
  await expect(client.bundles.export({ path })).rejects.toThrow('has a bundle already')
  await expect(client.bundles.export({ path: zip })).rejects.toThrow('exists already')
  writeFileSync(join(folder, 'mine.zip.part'), 'my own file')
  await expect(client.bundles.export({ path: join(folder, 'mine.zip') })).rejects.toThrow('is no incomplete bundle')
  expect(readFileSync(join(folder, 'mine.zip.part'), 'utf8')).toBe('my own file')
})

test('the manifest follows the published schema, which is that of the code', async () => {
  const published = JSON.parse(readFileSync('docs/bundle.schema.json', 'utf8'))
  expect(published).toEqual(z.toJSONSchema(manifestSchema))
  const { client } = await twoTakes()
  const path = join(temporaryFolder(), 'bundle')
  await exportTo(client, path)
  const validate = new Ajv2020({ strict: false }).compile(published)
  const manifest = JSON.parse(readFileSync(join(path, 'manifest.json'), 'utf8'))
  expect([validate(manifest), validate.errors]).toEqual([true, null])
  expect(validate({ ...manifest, files: [{ path: '../x', sha256: 'a', size_bytes: 0 }] })).toBe(false)
})

test('values that differ are a question, which is answered for all or one by one, and an undo takes all back', async () => {
  const library = await wholeLibrary()
  const path = join(temporaryFolder(), 'bundle.zip')
  await exportTo(library.client, path)
  const other = await openLibrary()
  const clip = await putClip('landscape.mp4', join(temporaryFolder(), 'mine.mp4'))
  await importAll(other.client, { paths: [clip], mode: 'copy' })
  const [mine] = (await other.client.videos.list({})).items
  if (!mine) throw new Error('not imported')
  await other.client.videos.rate({ ratings: [{ ids: [mine.id], rating: 2 }] })
  const preview = await other.client.bundles.preview({ path })
  expect(preview).toMatchObject({ new_files: 4, missing: 0, conflicts: { total: 2 } })
  const asked = preview.conflicts.items.map(({ column, here, there }) => [column, here, there])
  expect(asked).toEqual([
    ['name', 'mine', 'Fähre 🛳'],
    ['rating', 2, 4],
  ])
  await expect(other.client.bundles.import({ path })).rejects.toMatchObject({ code: 'CONFLICT' })
  const [name, rating] = preview.conflicts.items
  const decisions = { [name?.id ?? '']: 'keep', [rating?.id ?? '']: 'replace' } as const
  const before = await other.client.videos.list({ sort: 'name', order: 'asc' })
  await expect(other.client.bundles.import({ path, decisions: { [name?.id ?? '']: 'keep' } })).rejects.toThrow('rating')
  const started = await other.client.bundles.import({ path, decisions })
  await expect
    .poll(async () => (await other.client.jobs.get({ id: started.id })).state, { timeout: 60_000 })
    .toBe('done')
  const merged = await other.client.videos.get({ id: mine.id })
  expect(merged).toMatchObject({ name: 'mine', rating: 4, metadata: { shot: 12 } })
  expect(merged.tags).toEqual(['Night'])
  const { items } = await other.client.history.list({})
  expect(items[0]).toMatchObject({ action: 'import_bundle', words: 'Imported 1 take, 1 image and 2 workflows' })
  await other.client.history.undo({ entry: items[0]?.id })
  expect((await other.client.videos.list({ sort: 'name', order: 'asc' })).items).toEqual(before.items)
  expect((await other.client.workflows.list({})).items).toEqual([])
  expect((await other.client.timelines.list({})).items).toEqual([])
  expect((await other.client.trash.list({})).items.map(({ kind }) => kind)).toContain('timeline')
  await other.client.history.redo({})
  expect((await other.client.timelines.list({})).items).toHaveLength(1)
  expect((await other.client.videos.get({ id: mine.id })).tags).toEqual(['Night'])
  await other.client.history.undo({})
  expect((await other.client.verification.invariants()).violations).toEqual([])
})

test('the preview counts sound and frames that the library lacks, and an answer for all conflicts asks no more', async () => {
  const library = await wholeLibrary()
  const path = join(temporaryFolder(), 'bundle.zip')
  await exportTo(library.client, path)
  const other = await openLibrary()
  const preview = await other.client.bundles.preview({ path })
  expect(preview).toMatchObject({ files: 5, new_files: 5, new_bytes: preview.size_bytes })
  expect(await importFrom(other.client, path, 'keep')).toMatchObject({ state: 'done', failed: 0 })
  expect(await other.client.bundles.preview({ path })).toMatchObject({ new_files: 0, new_bytes: 0 })
})

test('a bundle is downloaded while it is kept, uploaded to another library, and expires', async () => {
  const { client, core } = await twoTakes()
  const job = await ended(client, await client.bundles.export({}))
  expect(job).toMatchObject({ state: 'done', title: 'Rushes.zip', made: 2 })
  const handle = await openDownload(core, job.id)
  const other = await openLibrary()
  const { upload } = await receiveUpload(other.core.layout, 'Rushes.zip', handle.createReadStream())
  expect(await other.client.bundles.preview({ upload })).toMatchObject({ new_files: 2 })
  const imported = await ended(other.client, await other.client.bundles.import({ upload, conflicts: 'keep' }))
  expect(imported).toMatchObject({ state: 'done', title: 'Rushes.zip', added: 2 })
  await expect(other.client.bundles.preview({ upload })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(other.client.bundles.preview({})).rejects.toThrow('either a path or an upload')
  await removeExpiredUploads(core.layout, new Date(Date.now() + 2 * uploadLimits.waitingMs))
  await expect(openDownload(core, job.id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(openDownload(core, '../..')).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('a workflow brings its runs, its takes and what they were made from, and nothing else', async () => {
  const { client, videos, core } = await wholeLibrary()
  databaseOf(core).exec(`DELETE FROM workflow_videos WHERE workflow_id = 'w1';
    INSERT INTO workflow_videos (workflow_id, video_id, node_id, node_type, role) VALUES ('w1', '${videos[1]}', 'n1', 'Save', 'output')`)
  expect(await client.bundles.measure({ workflow_ids: ['w2'] })).toMatchObject({
    tables: { workflows: 2, workflow_executions: 0, saved_searches: 0 },
  })
  const path = join(temporaryFolder(), 'w1.zip')
  await exportTo(client, path, { workflow_ids: ['w1'] })
  const other = await openLibrary()
  expect(await importFrom(other.client, path)).toMatchObject({ state: 'done', added: 3 })
  expect((await other.client.executions.list({ workflow_id: 'w1' })).items.map(({ id }) => id).sort()).toEqual([
    'run 1',
    'run 2',
  ])
  expect((await other.client.videos.list({})).items.map(({ id }) => id).sort()).toEqual([...videos].sort())
  expect(await other.client.collections.list()).toEqual([])
})

test('a take whose file is missing is exported as missing, and gets its file from a later bundle', async () => {
  const { client, core, ids } = await twoTakes()
  const folder = temporaryFolder()
  await exportTo(client, join(folder, 'whole.zip'))
  for (const { path } of (await client.videos.get({ id: ids[0] ?? '' })).locations) rmSync(path)
  const job = await exportTo(client, join(folder, 'without.zip'))
  expect(job).toMatchObject({ state: 'done', made: 1, failed: 1 })
  const other = await openLibrary()
  await importFrom(other.client, join(folder, 'without.zip'))
  const lacking = await other.client.videos.get({ id: ids[0] ?? '' })
  expect(lacking.missing_since).not.toBeNull()
  expect((await other.client.verification.invariants()).violations).toEqual([])
  expect(await importFrom(other.client, join(folder, 'whole.zip'))).toMatchObject({ state: 'done', failed: 0 })
  expect(await other.client.videos.get({ id: ids[0] ?? '' })).toMatchObject({ missing_since: null })
  expect(core.access.state).toBe('writable')
})

test('a full disk ends an export and an import with a sentence, and both continue', async () => {
  const disk = smallDisk(12)
  if (!disk) return
  const { client } = await twoTakes()
  const path = join(disk, 'bundle.zip')
  const filler = fillDisk(disk, 40_000)
  const failed = await exportTo(client, path)
  expect(failed).toMatchObject({ state: 'failed', error: { code: 'DISK_FULL' } })
  expect(existsSync(path)).toBe(false)
  rmSync(filler)
  expect(await exportTo(client, path)).toMatchObject({ state: 'done' })
  const other = await openLibrary({ folder: join(disk, 'library') })
  const full = fillDisk(disk, 60_000)
  const outcome = await importFrom(other.client, path).catch((error) => ({ error }))
  expect(outcome.error).toMatchObject({ code: 'DISK_FULL' })
  rmSync(full)
  expect(await importFrom(other.client, path)).toMatchObject({ state: 'done', failed: 0 })
  expect((await other.client.verification.invariants()).violations).toEqual([])
})
