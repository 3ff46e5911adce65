import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { createClient } from '../../../main/router.ts'
import { personHere } from '../../../main/services/calls/caller.ts'
import type { Job } from '../../../shared/contract/jobs.ts'
import { databaseOf } from '../../support/database-of.ts'
import { ended, importAll, openLibrary, putClip, temporaryFolder } from '../../support/library.ts'
import { addVideos, openWith } from '../../support/lineage-library.ts'

/** The words of all entries, newest first. */
async function words({ client }: Awaited<ReturnType<typeof openLibrary>>): Promise<string[]> {
  return (await client.history.list({})).items.map((entry) => entry.words)
}

test('each change is an entry with its author, and can be undone and redone in any order', async () => {
  const library = await openWith('a', 'b', 'c')
  const { client, core } = library
  const window = createClient(core, personHere('window'))
  expect(await words(library)).toEqual(['Added 3 takes'])
  await client.tags.change({ changes: [{ ids: ['a', 'b'], add: ['dusk'] }] })
  await window.videos.rate({ ratings: [{ ids: ['a', 'b', 'c'], rating: 4 }] })
  await client.videos.rename({ id: 'a', name: 'Ferry' })
  const { items } = await client.history.list({})
  expect(items.map((entry) => [entry.words, entry.author])).toEqual([
    ['Renamed “Take a” to “Ferry”', 'terminal'],
    ['Rated 3 takes 4 stars', 'window'],
    ['Tagged 2 takes “dusk”', 'terminal'],
    ['Added 3 takes', 'other'],
  ])
  expect(items[2]?.subjects.map(({ name }) => name)).toEqual(['Ferry', 'Take b'])

  // Each author undoes their own last step.
  const undone = await client.history.undo({})
  expect(undone.entry.words).toBe('Renamed “Take a” to “Ferry”')
  expect((await client.videos.get({ id: 'a' })).name).toBe('Take a')
  await client.history.undo({})
  expect((await client.videos.get({ id: 'a' })).tags).toEqual([])
  expect((await client.videos.get({ id: 'a' })).rating).toBe(4)
  expect((await words(library))[0]).toBe('Undid: Tagged 2 takes “dusk”')
  expect((await client.history.redo({})).entry.words).toBe('Undid: Tagged 2 takes “dusk”')
  expect((await client.videos.get({ id: 'b' })).tags).toEqual(['dusk'])
  await client.history.redo({})
  expect((await client.videos.get({ id: 'a' })).name).toBe('Ferry')
  await expect(client.history.redo({})).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await window.history.undo({})
  expect((await client.videos.get({ id: 'c' })).rating).toBeNull()
  // A redone entry can be undone again, by its id.
  await client.history.undo({ entry: Number(items[2]?.id) })
  expect((await client.videos.get({ id: 'b' })).tags).toEqual([])

  // An entry counts the takes that it changed, also where the last ones in the list had the tag already.
  await client.tags.change({ changes: [{ ids: ['b', 'c'], add: ['night'] }] })
  await client.tags.change({ changes: [{ ids: ['a', 'b', 'c'], add: ['night'] }] })
  expect(await client.history.list({ limit: 1 })).toMatchObject({
    items: [{ words: 'Tagged 1 take “night”', changes: [{ op: 'insert', rows: 1, subjects: 1 }] }],
  })
  expect(await client.verification.invariants()).toMatchObject({ violations: [] })
})

test('an undo that would overwrite a later change is refused with its reason, and changes nothing', async () => {
  const { client } = await openWith('a', 'b')
  await client.videos.rate({ ratings: [{ ids: ['a', 'b'], rating: 2 }] })
  const [rated] = (await client.history.list({})).items
  await client.videos.rate({ ratings: [{ ids: ['b'], rating: 5 }] })
  const entry = Number(rated?.id)
  const reason = '“Take b” has been changed since then: its rating.'
  expect(await client.history.check({ entry })).toEqual({ is_possible: false, reason })
  await expect(client.history.undo({ entry })).rejects.toMatchObject({ code: 'CONFLICT', message: reason })
  expect((await client.videos.get({ id: 'a' })).rating).toBe(2)
  await client.videos.remove({ ids: ['b'] })
  expect((await client.history.check({ entry })).reason).toBe('“Take b” has been removed since then.')
  // The later ones go first.
  await client.history.undo({})
  await client.history.undo({})
  expect(await client.history.check({ entry })).toEqual({ is_possible: true, reason: null })
  await client.history.undo({ entry })
  expect((await client.videos.get({ id: 'b' })).rating).toBeNull()
  await expect(client.history.undo({ entry })).rejects.toMatchObject({ message: 'It has been undone already.' })
})

test('calls of one step are one entry, which is undone as a whole', async () => {
  const { core, client } = await openWith('a', 'b')
  const stepping = createClient(core, personHere('window'), { step: 'step-1' })
  await stepping.tags.change({ changes: [{ ids: ['a'], add: ['dusk'] }] })
  await client.videos.rename({ id: 'a', name: 'Ferry' })
  await stepping.tags.change({ changes: [{ ids: ['b'], add: ['dusk'] }] })
  expect((await client.history.list({ author: 'window' })).items.map((entry) => entry.words)).toEqual([
    'Tagged 2 takes “dusk”',
  ])
  await client.history.undo({ step: 'step-1' })
  expect((await client.tags.list({})).total).toBe(0)
  await client.history.redo({ step: 'step-1' })
  expect((await client.tags.list({})).items).toEqual([{ tag: 'dusk', count: 2 }])
})

test('an import, and a removal with its tags and files, are undone and redone after a restart', async () => {
  const folder = temporaryFolder()
  const source = await putClip('landscape.mp4', `${folder}/source/clip.mp4`)
  const first = await openLibrary({ folder: `${folder}/library` })
  const { items } = await importAll(first.client, { paths: [source], mode: 'copy' })
  const id = String(items[0]?.video_id)
  await first.client.tags.change({ changes: [{ ids: [id], add: ['dusk'] }] })
  await first.client.videos.remove({ ids: [id] })
  await first.core.close()

  const second = await openLibrary({ folder: first.folder })
  const { client } = second
  const here = [{ missing_since: null }, { missing_since: null }]
  expect(await words(second)).toEqual(['Removed 1 take', 'Tagged 1 take “dusk”', 'Imported 1 take'])
  await client.history.undo({})
  expect(await client.videos.get({ id })).toMatchObject({ tags: ['dusk'], locations: here })
  await client.history.redo({})
  expect((await client.videos.list({})).total).toBe(0)
  await client.history.undo({})
  await client.history.undo({})
  await client.history.undo({})
  expect((await client.videos.list({})).total).toBe(0)
  expect((await client.trash.list({})).total).toBe(1)
  await client.history.redo({})
  expect(await client.videos.get({ id })).toMatchObject({ tags: [], locations: here })
})

test('writes of other programs are recorded, and undone as any', async () => {
  const library = await openWith('a')
  const { client, core } = library
  await client.videos.rename({ id: 'a', name: 'Ferry' })
  databaseOf(core).exec(`
    INSERT INTO video_generation (video_id, prompt) VALUES ('a', 'a harbour');
    REPLACE INTO video_generation (video_id, prompt, model) VALUES ('a', 'a harbour at dusk', 'sora');`)
  const [written] = (await client.history.list({})).items
  expect(written).toMatchObject({ author: 'other', action: null, words: 'Added the generation details of 1 take' })
  databaseOf(core).exec(`REPLACE INTO video_generation (video_id, prompt) VALUES ('a', 'another')`)
  await client.history.undo({ entry: Number(written?.id) }).then(
    () => expect.unreachable(),
    ({ message }) => expect(message).toBe('“Ferry” has been changed since then: its generation details.'),
  )
  addVideos(library, ['b'])
  expect((await client.history.list({ video_id: 'a' })).items).toHaveLength(4)
  await client.tags.change({ changes: [{ ids: ['a'], add: ['dusk'] }] })
  databaseOf(core).exec('UPDATE videos SET rating = rowid')
  expect((await client.history.list({})).items[0]).toMatchObject({
    words: 'Rated 2 takes',
    changes: [{ op: 'update', rows: 2, new: null, columns: ['rating'] }],
  })
})

test('analyses and processing removed from a cache are entries, undone after a restart; a newer row stays', async () => {
  const library = await openWith('a')
  const { client, core, folder } = library
  const row = {
    file_path: '/takes/a.mp4',
    file_hash: `sha256:${'a'.repeat(64)}`,
    config_hash: `sha256:${'b'.repeat(64)}`,
  }
  await client.analyses.save({ ...row, ranges: [{ start: 0, end: 1 }] })
  await client.analyses.save({ ...row, file_path: '/takes/b.mp4', ranges: [] })
  databaseOf(
    core,
  ).exec(`INSERT INTO processing_jobs (job_id, action, input_path, input_hash, output_path, output_hash, created_at)
    VALUES ('p', 'convert', '/takes/a.mp4', 'a', '/takes/c.mp4', 'c', 1)`)
  const analyses = 'SELECT id, file_path, ranges FROM analysis_jobs ORDER BY file_path'
  const before = databaseOf(core).prepare(analyses).all() as { id: number }[]
  await client.analyses.remove({ ids: before.map(({ id }) => id) })
  await client.processing.remove({ job_ids: ['p'] })
  await core.close()

  const again = await openLibrary({ folder })
  expect((await words(again)).slice(0, 2)).toEqual(['Removed 1 processing step', 'Removed 2 analyses'])
  const rows = () => databaseOf(again.core).prepare(analyses).all()
  await again.client.history.undo({})
  expect((await again.client.processing.list({})).items).toMatchObject([{ job_id: 'p' }])
  await again.client.analyses.save({ ...row, ranges: [{ start: 2, end: 3 }] })
  await again.client.history.undo({})
  expect(rows()).toMatchObject([{ ranges: expect.stringContaining('2') }, before[1]])
  await again.client.history.redo({})
  expect(rows()).toHaveLength(1)
  expect(await again.client.analyses.restore({ ids: before.map(({ id }) => id) })).toEqual({
    restored: [before[1]?.id],
  })
  expect((await words(again))[0]).toBe('Restored 1 analysis')
  expect((await again.client.verification.invariants()).violations).toEqual([])
})

test('the history has the copies that went, undoes and redoes that, and says what it could not restore', async () => {
  const { client, core } = await openLibrary()
  const folder = temporaryFolder()
  const [a = '', b = '', c = ''] = ['a.mp4', 'a copy.mp4', 'another copy.mp4'].map((name) => join(folder, name))
  for (const path of [a, b, c]) writeFileSync(path, 'the same in all three')
  await ended(client, await client.duplicates.find({ folders: [folder] }))
  const words = async () => (await client.history.list({})).items.map((entry) => entry.words)
  const job = await ended(client, await client.duplicates.trashCopies({ paths: [b, c] }))
  expect(await words()).toEqual(['Moved 2 copies to the trash'])
  await client.history.undo({})
  expect([existsSync(a), existsSync(b), existsSync(c)]).toEqual([true, true, true])
  const [restoring] = await client.jobs.list({})
  expect(restoring).toMatchObject({ kind: 'restore_copies', title: '2 copies', done: 2, total: 2, moved: 2 })
  await client.history.redo({})
  expect([existsSync(a), existsSync(b), existsSync(c)]).toEqual([true, false, false])
  expect(await client.duplicates.trashed()).toMatchObject([{ id: job.id, copies: 2 }])
  const restored = await client.duplicates.undo({ id: job.id })
  if (restored.job) await ended(client, restored.job)
  expect((await words())[0]).toBe('Undid: Moved 2 copies to the trash')
  expect(await client.history.check({ entry: 1 })).toMatchObject({ is_possible: false })

  const again = await ended(client, await client.duplicates.trashCopies({ paths: [b, c] }))
  const before = Promise.withResolvers<void>()
  const kind = 'restore_copies'
  await core.jobs.start({ kind, title: 'before', unit: 'files' }, () => before.promise)
  const undo = expect(client.history.undo({})).rejects.toMatchObject({
    code: 'CONFLICT',
    message: '2 of 2 copies could not be restored and are still in the trash: the job was cancelled.',
  })
  const isQueued = (job: Job) => job.kind === kind && job.state === 'queued' && job.title === '2 copies'
  await vi.waitFor(async () => expect((await client.jobs.list({})).some(isQueued)).toBe(true))
  await client.jobs.cancel({ id: (await client.jobs.list({})).find(isQueued)?.id ?? '' })
  await undo
  before.resolve()
  expect([existsSync(a), existsSync(b), existsSync(c)]).toEqual([true, false, false])

  const entry = Number((await client.history.list({})).items[0]?.id)
  writeFileSync(b, 'something else')
  await expect(client.history.undo({ entry })).rejects.toMatchObject({
    code: 'CONFLICT',
    message: expect.stringMatching(
      /^1 of 2 copies could not be restored and is still in the trash: .*a copy\.mp4 is another/,
    ),
  })
  expect([readFileSync(b, 'utf8'), existsSync(c)]).toEqual(['something else', true])
  await client.trash.delete({ items: [{ kind: 'copy', id: `${again.id}/0` }] })
})

test('what needs the scope admin is undone and redone with that scope only', async () => {
  const { client, core } = await openLibrary()
  const [from, to] = ['from', 'to'].map((name) => join(temporaryFolder(), name)) as [string, string]
  const { items } = await importAll(client, { paths: [await putClip('square.mp4', join(from, 'a.mp4'))] })
  const id = items[0]?.video_id ?? ''
  renameSync(from, to)
  await ended(client, await client.folders.relink({ from, to }))
  const pathOf = async () => (await client.videos.get({ id })).file_path
  expect(await pathOf()).toBe(join(to, 'a.mp4'))
  const program = createClient(core, { user_id: 'mia', scope: 'write', via: 'token' })
  const entry = (await client.history.list({})).items[0]?.id ?? 0
  const refused = { code: 'MISSING_SCOPE' }
  await expect(program.history.undo({ entry })).rejects.toMatchObject(refused)
  await client.history.undo({ entry })
  expect(await pathOf()).toBe(join(from, 'a.mp4'))
  await expect(program.history.redo({ entry })).rejects.toMatchObject(refused)
  await program.videos.rename({ id, name: 'Ferry' })
  await program.history.undo({})
  expect((await client.videos.get({ id })).name).toBe('a')
})
