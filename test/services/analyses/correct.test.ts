import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { correctionOf } from '../../../shared/corrections.ts'
import { hashOfFile } from '../../support/caches.ts'
import { importAll, openLibrary, putClip, temporaryFolder } from '../../support/library.ts'

const found = [
  { start: 0, end: 0.4, label: 'shot', confidence: 0.6 },
  { start: 0.4, end: 1, label: 'shot', confidence: 0.9 },
]

/** A take that an analyser found two shots in. */
async function withShots() {
  const library = await openLibrary()
  const path = await putClip('square.mp4', join(temporaryFolder(), 'take.mp4'))
  const { items } = await importAll(library.client, { paths: [path] })
  const file = { file_path: path, file_hash: hashOfFile(path) }
  const config = { analyser: 'scenes', config: { threshold: 0.3 }, version: '2' }
  const saved = await library.client.analyses.save({ ...file, config, name: 'scenes', ranges: found })
  return { ...library, path, saved, video: items[0]?.video_id ?? '' }
}

test('a correction is an analysis of its own, and each edit a step that is undone and redone', async () => {
  const { client, saved, video } = await withShots()
  const begun = await client.analyses.correct({ id: saved.id, edits: [] })
  expect(begun).toMatchObject({
    name: 'scenes',
    ranges: found,
    state: 'fresh',
    config: correctionOf(saved.config_hash),
  })
  const cut = { start: 0, end: 0.52, label: 'shot' }
  const edits = [{ was: found[0], is: cut }]
  // The same row, whether the analysis or its correction is named.
  expect((await client.analyses.correct({ id: saved.id, edits })).ranges?.[0]).toEqual(cut)
  await client.analyses.correct({
    id: begun.id,
    edits: [{ was: found[1] }, { is: { start: 0.6, end: 0.7, label: 'flash' } }],
  })
  const edited = [cut, { start: 0.6, end: 0.7, label: 'flash' }]
  expect(await client.analyses.get({ id: begun.id })).toMatchObject({ id: begun.id, ranges: edited })
  expect(await client.analyses.get({ id: saved.id })).toMatchObject({ ranges: found })

  const { items } = await client.history.list({})
  expect(items.slice(0, 3).map(({ words }) => words)).toEqual([
    'Edited 1 correction by hand',
    'Edited 1 correction by hand',
    'Began 1 correction by hand',
  ])
  expect(items[0]?.subjects).toMatchObject([{ kind: 'video', id: video, name: 'take' }])
  await client.history.undo({})
  expect((await client.analyses.get({ id: begun.id })).ranges).toEqual([cut, found[1]])
  await client.history.redo({})
  expect((await client.analyses.get({ id: begun.id })).ranges).toEqual(edited)
  // An earlier edit of the same row cannot be undone before a later one.
  await expect(client.history.undo({ entry: items[1]?.id })).rejects.toMatchObject({
    code: 'CONFLICT',
    message: '“take” has been changed since then: its corrected ranges.',
  })
  for (let step = 0; step < 3; step += 1) await client.history.undo({})
  await expect(client.analyses.get({ id: begun.id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect((await client.history.list({ limit: 1 })).items[0]?.subjects).toMatchObject([{ id: video }])
})

test('of analyses that no person corrected, only the removal is in the history', async () => {
  const { client, saved } = await withShots()
  await client.analyses.remove({ ids: [saved.id] })
  expect((await client.history.list({})).items.map(({ words }) => words)).toEqual([
    'Removed 1 analysis',
    'Imported 1 take',
  ])
  const correction = await client.analyses
    .restore({ ids: [saved.id] })
    .then(() => client.analyses.correct({ id: saved.id, edits: [] }))
  await client.analyses.remove({ ids: [correction.id] })
  await client.history.undo({})
  expect(await client.analyses.get({ id: correction.id })).toMatchObject({ ranges: found })
})

test('edits of what is gone, after the end, or of another content are refused, and no analyser explains itself by one', async () => {
  const { client, path, saved } = await withShots()
  const { id } = await client.analyses.correct({ id: saved.id, edits: [] })
  const gone = [{ was: { start: 3, end: 4 }, is: { start: 0.3, end: 0.5 } }]
  await expect(client.analyses.correct({ id, edits: gone })).rejects.toMatchObject({ code: 'CONFLICT' })
  const late = [{ is: { start: 0, end: 500 } }]
  await expect(client.analyses.correct({ id, edits: late })).rejects.toMatchObject({ code: 'BAD_INPUT' })
  await expect(client.analyses.rerun({ ids: [id] })).resolves.toBeTruthy()
  const { nearest } = await client.analyses.explain({ file_path: path, config: { analyser: 'scenes', version: '9' } })
  expect(nearest?.id).toBe(saved.id)
  appendFileSync(path, 'more')
  await client.analyses.explain({ file_path: path, config_hash: saved.config_hash })
  expect((await client.analyses.get({ id })).state).toBe('stale')
  await expect(client.analyses.correct({ id, edits: [] })).rejects.toMatchObject({ code: 'FILE_CHANGED' })
})
