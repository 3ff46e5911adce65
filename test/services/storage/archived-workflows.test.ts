import {
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { createApp } from '../../../main/http/app.ts'
import { isArchiveAddress } from '../../../shared/object-address.ts'
import { clip } from '../../support/clips.ts'
import { ended, importAll, openLibrary, putClip, temporaryFolder } from '../../support/library.ts'

const definition = {
  nodes: [
    { id: 'n1', type: 'SaveVideo' },
    { id: 'n2', type: 'LoadVideo' },
  ],
  connections: [],
}

/** A workflow with a take of its own, one that another workflow has too, and one outside of the library. */
async function openWorkflow() {
  const library = await openLibrary({ folder: join(temporaryFolder(), 'library') })
  const { client } = library
  const from = temporaryFolder()
  const copied = [
    await putClip('landscape.mp4', join(from, 'own.mp4')),
    await putClip('square.mp4', join(from, 'shared.mp4')),
  ]
  await importAll(client, { paths: copied, mode: 'copy' })
  for (const path of copied) rmSync(path)
  const outsidePath = await putClip('sound.mp4', join(from, 'outside.mp4'))
  await importAll(client, { paths: [outsidePath], mode: 'reference' })
  const { items } = await client.videos.list({ sort: 'name', order: 'asc' })
  const [outside, own, shared] = items.map(({ id }) => id) as [string, string, string]
  const videos = [own, shared, outside].map((video_id) => ({ video_id, node_id: 'n1', role: 'output' as const }))
  const { id } = await client.workflows.create({ name: 'Episode', definition })
  await client.workflows.update({ id, videos })
  const other = await client.workflows.create({ name: 'Trailer', definition })
  await client.workflows.associate({ workflow_id: other.id, video_id: shared, node_id: 'n2', role: 'input' })
  await client.videos.rate({ ratings: [{ ids: [own], rating: 4 }] })
  const archive = join(temporaryFolder(), 'Episode.zip')
  return { ...library, id, own, shared, outside, outsidePath, archive }
}

const send = (library: Awaited<ReturnType<typeof openWorkflow>>, path: string, range?: string) =>
  createApp(library.core).request(`http://localhost${path}`, range === undefined ? {} : { headers: { range } })

test('an archived take keeps all but its file, plays from the archive, and is fetched back', async () => {
  const library = await openWorkflow()
  const { client, id, own, shared, outside, outsidePath, archive } = library
  const before = await client.videos.get({ id: own })
  const path = before.file_path
  const lineage = await client.lineage.get({ video_id: own })
  expect(await client.workflows.archiveState({ id })).toMatchObject({
    leaving: { takes: 1, size_bytes: before.size_bytes },
    shared: 1,
    outside: 1,
    archived: { takes: 0 },
    archives: [],
  })
  const job = await ended(client, await client.workflows.archive({ id, path: archive }))
  expect(job).toMatchObject({ state: 'done', made: 3, moved: 1, failed: 0, done: 4, total: 4 })
  expect([existsSync(path), existsSync(outsidePath), existsSync(archive)]).toEqual([false, true, true])
  expect(existsSync((await client.videos.get({ id: shared })).file_path)).toBe(true)
  expect(isArchiveAddress((await client.videos.get({ id: outside })).file_path)).toBe(false)

  const [entry] = (await client.history.list({})).items
  expect(entry).toMatchObject({ words: 'Archived 1 take', subjects: [{ kind: 'video', id: own }] })
  await expect(client.history.undo({})).rejects.toThrow('The files are in the archive. Fetch the takes back')

  const archived = await client.videos.get({ id: own })
  expect(archived).toMatchObject({
    file_path: `archive://${archive}!/videos/${before.file_hash.slice(0, 2)}/${before.file_hash}.mp4`,
    missing_since: null,
    is_offline: false,
    rating: 4,
    duration_seconds: before.duration_seconds,
  })
  expect((await client.lineage.get({ video_id: own })).nodes).toHaveLength(lineage.nodes.length)
  expect((await client.workflows.get({ id })).videos).toHaveLength(3)
  const found = async (query: string) => (await client.videos.list({ query })).items.map((video) => video.id)
  expect(await found('archived:yes')).toEqual([own])
  expect((await found('-archived:yes')).toSorted()).toEqual([shared, outside].toSorted())
  expect(await client.workflows.archiveState({ id })).toMatchObject({
    leaving: { takes: 0 },
    archived: { takes: 1 },
    archives: [{ path: archive, takes: 1, is_present: true }],
  })

  const bytes = readFileSync(await clip('landscape.mp4'))
  const part = await send(library, `/media/videos/${own}`, 'bytes=100-199')
  expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 100-199/${bytes.length}`])
  expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(100, 200))).toBe(true)
  for (const kind of ['posters', 'storyboards']) {
    const picture = await send(library, `/media/${kind}/${own}`)
    expect([picture.status, (await picture.arrayBuffer()).byteLength > 1000]).toEqual([200, true])
  }
  const analysis = await ended(client, await client.analyses.run({ analyser: 'black', video_ids: [own] }))
  expect((await client.jobs.items({ id: analysis.id })).items[0]?.error).toMatchObject({
    code: 'FILE_REMOTE',
    message: `The file is archived in ${archive}.`,
  })
  // A second archive takes the bytes from the first.
  const again = join(temporaryFolder(), 'again.zip')
  expect(await ended(client, await client.workflows.archive({ id, path: again }))).toMatchObject({ failed: 0, made: 3 })

  expect(await ended(client, await client.workflows.fetchArchived({ id }))).toMatchObject({ state: 'done', made: 1 })
  expect((await client.videos.get({ id: own })).file_path).toBe(path)
  expect(readFileSync(path).equals(bytes)).toBe(true)
  expect(await found('archived:yes')).toEqual([])
  await expect(client.workflows.fetchArchived({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect((await client.verification.invariants()).violations).toEqual([])
})

test('an archive that is gone or changed is said with its path, and a moved one is imported', async () => {
  const { client, id, own, archive } = await openWorkflow()
  await ended(client, await client.workflows.archive({ id, path: archive }))
  const aside = `${archive}.aside`
  const fetch = async () => {
    const job = await ended(client, await client.storage.fetch({ video_ids: [own] }))
    return (await client.jobs.items({ id: job.id })).items[0]
  }
  renameSync(archive, aside)
  expect((await fetch())?.error).toMatchObject({
    code: 'FILE_MISSING',
    message: expect.stringContaining(`The archive ${archive} is missing.`),
  })
  expect((await client.videos.get({ id: own })).missing_since).not.toBeNull()
  expect((await client.workflows.archiveState({ id })).archives).toMatchObject([{ path: archive, is_present: false }])
  writeFileSync(archive, 'another file')
  expect((await fetch())?.error).toMatchObject({ code: 'FILE_UNREADABLE', message: expect.stringContaining(archive) })
  const damaged = readFileSync(aside)
  const begin = damaged.indexOf(readFileSync(await clip('landscape.mp4')))
  damaged.fill(0, begin + 500, begin + 600)
  writeFileSync(archive, damaged)
  expect((await fetch())?.error?.message).toContain('damaged')
  copyFileSync(aside, archive)
  expect((await client.videos.list({ query: 'archived:yes' })).items[0]).toMatchObject({ id: own, missing_since: null })
  rmSync(archive)
  const imported = await ended(client, await client.bundles.import({ path: aside, conflicts: 'keep' }))
  expect(imported).toMatchObject({ state: 'done', failed: 0 })
  expect(existsSync((await client.videos.get({ id: own })).file_path)).toBe(true)
})

test('nothing leaves unless the archive was written and read back', async () => {
  const { client, core, id, own, archive, folder } = await openWorkflow()
  const { file_path } = await client.videos.get({ id: own })
  await expect(client.workflows.archive({ id, path: archive.replace('.zip', '') })).rejects.toThrow('ends in .zip')
  await expect(client.workflows.archive({ id, path: join(folder, 'in.zip') })).rejects.toThrow('inside the library')
  const rest = await createApp(core).request(`http://localhost/api/workflows/${id}/archive?dryRun=true`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ path: archive }),
  })
  expect(await rest.json()).toMatchObject({
    dry_run: true,
    words: 'Archived 1 take',
    changes: [{ tbl: 'videos', rows: 1 }],
    samples: [{ id: own }],
  })
  expect(existsSync(archive)).toBe(false)
  // The disk of the archive damages what it is given.
  const { run } = core.files
  vi.spyOn(core.files, 'run').mockImplementation(async (task, options) => {
    const result = await run.call(core.files, task, options)
    if ('copyTo' in task && task.copyTo?.includes('Episode')) {
      const file = openSync(task.copyTo, 'r+')
      writeSync(file, Buffer.alloc(100), 0, 100, (task.copyAt ?? 0) + 200)
      closeSync(file)
    }
    return result
  })
  const job = await ended(client, await client.workflows.archive({ id, path: archive }))
  vi.restoreAllMocks()
  expect([job.moved, existsSync(file_path)]).toEqual([0, true])
  expect((await client.videos.get({ id: own })).file_path).toBe(file_path)
})
