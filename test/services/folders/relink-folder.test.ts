import { mkdirSync, renameSync, rmSync, utimesSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { recordedInsideQuery } from '../../../main/database/contents/relinked-folder.ts'
import { createApp } from '../../../main/http/app.ts'
import { databaseOf } from '../../support/database-of.ts'
import { ended, importAll, openLibrary, putClip, temporaryFolder } from '../../support/library.ts'
import { putPicture } from '../../support/pictures.ts'
import { planOf } from '../../support/plan.ts'
import { runRushes } from '../../support/terminal.ts'

/** A library with files in a folder outside, which was then moved to another path. */
async function moved() {
  const parent = temporaryFolder()
  const [from, to] = [join(parent, 'old disk', 'takes'), join(parent, 'new disk', 'takes')]
  await putClip('square.mp4', join(from, 'ferry.mp4'))
  await putClip('portrait.mp4', join(from, 'night', 'dunes.mp4'))
  await putClip('landscape.mp4', join(from, 'harbour.mp4'))
  putPicture(join(from, 'reference.png'))
  const library = await openLibrary()
  await importAll(library.client, { paths: [from], recursive: true })
  await library.client.watched.add({ path: from })
  mkdirSync(dirname(to))
  renameSync(from, to)
  rmSync(dirname(from), { recursive: true })
  return { ...library, from, to }
}

const byName = (items: { name: string; file_path: string }[]) =>
  Object.fromEntries(items.map(({ name, file_path }) => [name, file_path]))

test('the files of a moved folder get their new paths in one step, which can be previewed, undone and redone', async () => {
  const { client, core, from, to } = await moved()
  const paths = async () => byName((await client.videos.list({})).items)
  const before = await paths()
  // A copy that lost its time is read, one that was changed is refused, and one that is gone is named.
  utimesSync(join(to, 'ferry.mp4'), 1, 1)
  await putClip('ntsc.mp4', join(to, 'harbour.mp4'))
  const preview = await client.folders.previewRelink({ from, to })
  expect(preview).toEqual({
    files: 4,
    found: 3,
    different: 1,
    missing: 0,
    samples: [join(to, 'harbour.mp4')],
    watched_folders: 1,
  })
  expect(await paths()).toEqual(before)

  const job = await ended(client, await client.folders.relink({ from, to }))
  expect(job).toMatchObject({ kind: 'relink_folder', state: 'done', moved: 3, failed: 1, done: 4 })
  const after = await paths()
  expect(after).toEqual({
    ferry: join(to, 'ferry.mp4'),
    dunes: join(to, 'night', 'dunes.mp4'),
    harbour: before.harbour,
  })
  expect((await client.images.list({})).items).toMatchObject([{ path: join(to, 'reference.png') }])
  expect(await client.watched.list()).toMatchObject([{ path: to, is_paused: false }])
  const { items } = await client.jobs.items({ id: job.id, outcome: 'failed' })
  expect(items[0]?.error?.message).toContain(`${join(to, 'harbour.mp4')} has another content`)
  const rows = databaseOf(core).prepare('SELECT count(*) FROM locations WHERE path LIKE ?').pluck()
  expect([rows.get(`${from}%`), rows.get(`${to}%`)]).toEqual([1, 3])
  const { fetch } = createApp(core, {})
  for (const { id, name } of (await client.videos.list({})).items)
    expect([
      name,
      (await fetch(new Request(`http://localhost/media/videos/${id}`, { method: 'HEAD' }))).status,
    ]).toEqual([name, name === 'harbour' ? 410 : 200])

  const entry = (await client.history.list({ limit: 1 })).items[0]
  expect(entry).toMatchObject({ step: job.id, words: 'Relinked 3 files' })
  await client.history.undo({ step: job.id })
  expect([await paths(), (await client.watched.list())[0]?.path]).toEqual([before, from])
  expect([rows.get(`${from}%`), rows.get(`${to}%`)]).toEqual([4, 0])
  expect((await client.verification.invariants()).violations).toEqual([])
  await client.history.redo({ entry: entry?.id ?? 0 })
  expect([await paths(), (await client.watched.list())[0]?.path]).toEqual([after, to])
  expect((await client.verification.invariants()).violations).toEqual([])
})

test('in the terminal: folders of another system, names in another normal form, and folders that cannot be meant', async () => {
  const { client, core, folder, from, to } = await moved()
  const database = databaseOf(core)
  const old = join(to, 'night', 'dunes.mp4')
  const [composed, decomposed] = ['Dünen.mp4', 'Dünen.mp4'].map((name, index) =>
    name.normalize(index === 0 ? 'NFC' : 'NFD'),
  )
  renameSync(old, join(to, 'night', composed ?? ''))
  for (const [table, column] of [
    ['locations', 'path'],
    ['videos', 'file_path'],
    ['media', 'Path'],
  ])
    database
      .prepare(
        `UPDATE ${table} SET ${column} = replace(replace(replace(${column}, ?, 'D:\\Takes'), '/', '\\'), 'dunes.mp4', ?)`,
      )
      .run(from, decomposed)
  database.exec("DELETE FROM locations WHERE path LIKE '%ferry%'")
  expect((await client.folders.previewRelink({ from: 'D:\\Takes\\', to })).found).toBe(4)
  const { code, stdout, stderr } = await runRushes(['relink-folder', 'D:\\Takes', to, '--library', folder])
  expect([code, stderr, stdout]).toEqual([0, '', expect.stringMatching(/^Relinked 4 files\. Undo: /)])
  expect(byName((await client.videos.list({})).items)).toEqual({
    ferry: join(to, 'ferry.mp4'),
    harbour: join(to, 'harbour.mp4'),
    dunes: join(to, 'night', composed ?? ''),
  })
  for (const wrong of [
    { from: 'takes', to },
    { from, to: join(to, 'ferry.mp4') },
    { from: to, to: join(to, 'night') },
    { from, to: core.layout.videos },
  ])
    await expect(client.folders.relink(wrong)).rejects.toMatchObject({ code: 'BAD_INPUT' })
  await expect(client.folders.relink({ from, to: from })).rejects.toMatchObject({ code: 'FILE_MISSING' })
})

test('the files of a folder are listed by the keys of their paths', async () => {
  const { core } = await openLibrary()
  const plan = planOf(core, recordedInsideQuery('/a/', '/a/', 10))
  expect(plan).not.toMatch(/SCAN (locations|videos|media)/)
})
