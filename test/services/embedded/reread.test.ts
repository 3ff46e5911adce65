import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { startReread } from '../../../main/services/embedded/reread.ts'
import { parserVersion } from '../../../shared/generation/reading.ts'
import { hashOfFile } from '../../support/caches.ts'
import { databaseOf } from '../../support/database-of.ts'
import { wanPrompt, wanWorkflow } from '../../support/generated.ts'
import { stealthPng } from '../../support/image-containers.ts'
import { ended, importAll, openLibrary, type TestLibrary, temporaryFolder } from '../../support/library.ts'
import { manifestOf, ownKeys, putCredentials, putTagged } from '../../support/tagged-files.ts'

const tags = { prompt: wanPrompt(), workflow: wanWorkflow() }

async function withGenerated() {
  const library = await openLibrary()
  const path = await putTagged('landscape.mp4', join(temporaryFolder(), 'Ferry_00001_.mp4'), tags, ...ownKeys)
  const { items } = await importAll(library.client, { paths: [path] })
  return { ...library, path, id: items[0]?.video_id ?? '' }
}

async function reread({ client }: Pick<TestLibrary, 'client'>) {
  const job = await client.embedded.reread()
  return job && (await ended(client, job))
}

/** As if the parsers of an older Rushes had made this of the same texts. */
function readByOlder({ core }: Pick<TestLibrary, 'core'>, details: Record<string, unknown> | null) {
  const reading = details && JSON.stringify({ details, output_node: null, inputs: [] })
  databaseOf(core)
    .prepare('UPDATE embedded_readings SET parser = ?, parser_version = 0, reading = ?, definition_hash = NULL')
    .run(details ? 'comfyui' : null, reading)
}

test('there is nothing to do where all was read by the parsers of today', async () => {
  expect(await reread(await withGenerated())).toBeNull()
})

test('what an older parser did not understand is understood now, though the file is gone', async () => {
  const library = await withGenerated()
  const { client, core, id, path } = library
  readByOlder(library, null)
  databaseOf(core).exec(
    "DELETE FROM video_generation; DELETE FROM workflows; UPDATE videos SET source_type = 'uploaded'",
  )
  rmSync(path)
  expect(await reread(library)).toMatchObject({ kind: 'reread', state: 'done', done: 1, total: 1, failed: 0 })
  expect(await client.generations.get({ video_id: id })).toMatchObject({ prompt: 'A ferry leaves at dusk' })
  expect(await client.videos.get({ id })).toMatchObject({ source_type: 'generated' })
  expect(await client.workflows.ofVideo({ video_id: id })).toMatchObject([{ node_id: '60', role: 'output' }])
  expect(await client.embedded.get({ video_id: id })).toMatchObject({
    parser: 'comfyui',
    parser_version: parserVersion,
  })
  expect(await reread(library)).toBeNull()
})

test('texts and credentials that an older version did not read are found in the file', async () => {
  const library = await openLibrary()
  const { client, core } = library
  const [image, video] = [join(temporaryFolder(), 'a.png'), join(temporaryFolder(), 'a.mp4')]
  writeFileSync(image, stealthPng('a ferry\nSteps: 20, Sampler: Euler, Seed: 7'))
  await putCredentials('landscape.mp4', video, manifestOf('urn:c2pa:a'))
  await importAll(client, { paths: [image, video] })
  const hashes = [image, video].map((path) => hashOfFile(path).replace('sha256:', ''))
  const readings = () => Promise.all(hashes.map((file_hash) => client.embedded.ofContent({ file_hash })))
  const now = await readings()
  expect(now).toMatchObject([{ parser: 'a1111' }, { credentials: { manifest: 'urn:c2pa:a' } }])
  databaseOf(core).exec(`
    DELETE FROM embedded_metadata WHERE key LIKE 'stealth%'; DELETE FROM image_generation; DELETE FROM video_generation;
    UPDATE embedded_readings SET parser = NULL, parser_version = 5, reading = NULL, credentials = NULL, manifest = NULL`)
  expect(await readings()).not.toEqual(now)
  expect(await reread(library)).toMatchObject({ state: 'done', done: 2, failed: 0 })
  const withoutTime = (all: typeof now) => all.map((reading) => ({ ...reading, read_at: '' }))
  expect(withoutTime(await readings())).toEqual(withoutTime(now))
  expect(await reread(library)).toBeNull()
})

test('what an older parser wrote is written anew', async () => {
  const library = await withGenerated()
  const { client, core, id } = library
  readByOlder(library, { provider: 'comfyui', seed: 3 })
  databaseOf(core).exec(`UPDATE video_generation SET model = NULL, prompt = NULL, generation_params = '{"seed":3}'`)
  await reread(library)
  const generation = await client.generations.get({ video_id: id })
  expect(generation).toMatchObject({ model: 'wan2.2_high.safetensors', generation_params: { seed: 206275406212235 } })
})

test('texts on which the parser fails are kept, and understood another time', async () => {
  const library = await openLibrary()
  const { client, core } = library
  const path = await putTagged('landscape.mp4', join(temporaryFolder(), 'Ferry_00001_.mp4'), tags, ...ownKeys)
  vi.spyOn(core.parser, 'parse').mockRejectedValueOnce(new Error('It took too long.'))
  const { items } = await importAll(client, { paths: [path] })
  const id = items[0]?.video_id ?? ''
  expect(await client.embedded.get({ video_id: id })).toMatchObject({
    parser: null,
    notes: ['How it was made could not be read: It took too long.'],
  })
  databaseOf(core).exec('UPDATE embedded_readings SET parser_version = 0')
  await reread(library)
  expect(await client.generations.get({ video_id: id })).toMatchObject({ prompt: 'A ferry leaves at dusk' })
})

test('what a person changed since stays as it is', async () => {
  const library = await withGenerated()
  const { client, core, id } = library
  readByOlder(library, { provider: 'comfyui', seed: 3 })
  databaseOf(core).exec(`UPDATE video_generation SET model = 'mine', prompt = NULL, generation_params = '{"seed":3}'`)
  await reread(library)
  expect(await client.generations.get({ video_id: id })).toMatchObject({
    model: 'mine',
    generation_params: { seed: 3 },
  })
})

test('what a person removed since does not come back: details, a workflow, an association', async () => {
  const library = await withGenerated()
  const { client, core, id } = library
  const [use] = await client.workflows.ofVideo({ video_id: id })
  await client.generations.remove({ video_id: id })
  await client.workflows.remove({ ids: [use?.workflow_id ?? ''] })
  databaseOf(core).exec('UPDATE embedded_readings SET parser_version = 0')
  expect(await reread(library)).toMatchObject({ state: 'done' })
  expect(await client.generations.get({ video_id: id })).toBeNull()
  expect((await client.workflows.list({})).total).toBe(0)
})

test('a video that another program recorded is read where it lies', async () => {
  const library = await openLibrary()
  const { client, core } = library
  const path = await putTagged('landscape.mp4', join(temporaryFolder(), 'Ferry.mp4'), tags, ...ownKeys)
  const insert = databaseOf(core).prepare(
    "INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type) VALUES (?, ?, ?, ?, 1, 'uploaded')",
  )
  insert.run('python', 'Ferry', path, hashOfFile(path).replace('sha256:', ''))
  insert.run('gone', 'Gone', '/nowhere/gone.mp4', 'a'.repeat(64))
  expect(await client.embedded.get({ video_id: 'python' })).toBeNull()
  expect(await reread(library)).toMatchObject({ state: 'done', done: 2, failed: 1 })
  expect(await client.generations.get({ video_id: 'python' })).toMatchObject({ prompt: 'A ferry leaves at dusk' })
  // The missing one is known to be missing, and not looked for again.
  expect(await reread(library)).toBeNull()
})

test('credentials are understood anew too, and a content without a video is left in peace', async () => {
  const library = await openLibrary()
  const { client, core } = library
  const path = await putCredentials('landscape.mp4', join(temporaryFolder(), 'a.mp4'), manifestOf('urn:c2pa:a'))
  const { items } = await importAll(client, { paths: [path] })
  const id = items[0]?.video_id ?? ''
  readByOlder(library, null)
  databaseOf(core).exec('DELETE FROM video_generation')
  await reread(library)
  expect(await client.generations.get({ video_id: id })).toMatchObject({ model: 'video-model 3' })
  await client.videos.remove({ ids: [id] })
  databaseOf(core).exec('UPDATE embedded_readings SET parser_version = 0')
  expect(await reread(library)).toMatchObject({ state: 'done', done: 1, failed: 0 })
  await client.videos.restore({ ids: [id] })
  expect((await client.embedded.get({ video_id: id }))?.credentials).toMatchObject({ manifest: 'urn:c2pa:a' })
})

test('it stops when it is asked to, and goes on another time', async () => {
  const library = await openLibrary()
  const { client, core } = library
  databaseOf(core).exec(`
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
    INSERT INTO embedded_readings (file_hash, parser_version) SELECT printf('%064d', i), 0 FROM n`)
  const job = await client.embedded.reread()
  await client.jobs.cancel({ id: job?.id ?? '' })
  expect((await client.jobs.get({ id: job?.id ?? '' })).total).toBe(3000)
  expect(await ended(client, job as NonNullable<typeof job>)).toMatchObject({ state: 'cancelled' })
  expect((await reread(library))?.state).toBe('done')
})

test('a file that was offline when the readers changed is read once it is back, and not again', async () => {
  const library = await openLibrary()
  const { client, core } = library
  const folder = join(temporaryFolder(), 'disk')
  mkdirSync(folder)
  const image = join(folder, 'a.png')
  writeFileSync(image, stealthPng('a ferry\nSteps: 20, Sampler: Euler, Seed: 7'))
  await importAll(client, { paths: [image], mode: 'reference' })
  const file_hash = hashOfFile(image).replace('sha256:', '')
  const parser = async () => (await client.embedded.ofContent({ file_hash }))?.parser
  expect(await parser()).toBe('a1111')
  databaseOf(core).exec(`
    DELETE FROM embedded_metadata; DELETE FROM image_generation;
    UPDATE embedded_readings SET parser = NULL, parser_version = 5, reading = NULL`)
  await client.watched.add({ path: folder })
  renameSync(folder, `${folder} away`)
  expect(await reread(library)).toMatchObject({ state: 'done', done: 1 })
  const readings = () => databaseOf(core).prepare('SELECT parser_version, file_version FROM embedded_readings').all()
  expect(readings()).toEqual([{ parser_version: parserVersion, file_version: 5 }])
  // A file that is away is not waited for.
  expect(await startReread(core, { atStart: true })).toBeNull()
  expect(await parser()).toBeNull()
  renameSync(`${folder} away`, folder)
  const job = await startReread(core, { atStart: true })
  expect(job && (await ended(client, job))).toMatchObject({ state: 'done', done: 1, failed: 0 })
  expect(readings()).toEqual([{ parser_version: parserVersion, file_version: null }])
  expect(await parser()).toBe('a1111')
  expect(await startReread(core, { atStart: true })).toBeNull()
})

test('workflows that an earlier version saved twice become one; those with runs or changes stay, and undo restores them', async () => {
  const library = await withGenerated()
  const { client, core, id } = library
  const [use] = await client.workflows.ofVideo({ video_id: id })
  const kept = use?.workflow_id ?? ''
  const { definition } = await client.workflows.get({ id: kept })
  const database = databaseOf(core)
  const twin = (workflow: string, changed = 0) => {
    database
      .prepare(
        `INSERT INTO workflows (id, name, description, status, definition, created_at, updated_at)
         VALUES (?, 'Ferry', 'Read out of Ferry.', 'saved', ?, '2025-01-01 00:00:00', ?)`,
      )
      .run(workflow, definition, `2025-01-01 00:00:0${changed}`)
    database
      .prepare(
        "INSERT INTO workflow_videos (workflow_id, video_id, node_id, node_type, role) VALUES (?, ?, '7', 'T', 'output')",
      )
      .run(workflow, id)
  }
  twin('twin')
  twin('changed', 1)
  twin('ran')
  database.exec("INSERT INTO workflow_executions (id, workflow_id, status) VALUES ('run', 'ran', 'completed')")
  database.exec("UPDATE embedded_readings SET parser_version = 0, workflow_id = 'twin'")
  expect(await reread(library)).toMatchObject({ state: 'done', failed: 0 })
  const ids = async () => (await client.workflows.list({})).items.map((workflow) => workflow.id).sort()
  expect(await ids()).toEqual([kept, 'changed', 'ran'].sort())
  const ofKept = async () => (await client.workflows.get({ id: kept })).videos.map(({ node_id }) => node_id).sort()
  expect(await ofKept()).toEqual(['60', '7'])
  expect(database.prepare('SELECT workflow_id FROM embedded_readings').pluck().get()).toBe(kept)
  expect(await reread(library)).toBeNull()

  const [entry] = (await client.history.list({})).items
  await client.history.undo({ entry: entry?.id ?? 0 })
  expect(await ids()).toEqual([kept, 'changed', 'ran', 'twin'].sort())
  expect((await client.workflows.get({ id: 'twin' })).videos).toHaveLength(1)
  expect(await ofKept()).toEqual(['60'])
})
