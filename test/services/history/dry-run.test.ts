import { expect, test } from 'vitest'
import { databaseOf } from '../../support/database-of.ts'
import { importAll, openLibrary, putClip, temporaryFolder } from '../../support/library.ts'
import { addVideos, openWith } from '../../support/lineage-library.ts'
import { serveLibrary } from '../../support/listen.ts'
import { runRushes } from '../../support/terminal.ts'

test('a dry run reports what would change, with counts and samples, and changes nothing', async () => {
  const library = await serveLibrary()
  const { client, core, get } = library
  addVideos(library, ['a', 'b'])
  await client.tags.change({ changes: [{ ids: ['a'], add: ['dusk'] }] })
  const before = (await client.history.list({})).items
  const post = async (path: string, body: object) => {
    const headers = { 'content-type': 'application/json' }
    const answer = await get(`/api${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
    return { status: answer.status, body: await answer.json() }
  }
  expect(await post('/tags/change?dryRun=true', { changes: [{ ids: ['a', 'b'], add: ['night'] }] })).toEqual({
    status: 200,
    body: {
      dry_run: true,
      words: 'Tagged 2 takes “night”',
      changes: [{ tbl: 'tagged_videos', op: 'insert', rows: 2, subjects: 2, old: null, new: '{"tag":"night"}' }],
      samples: [
        { kind: 'video', id: 'a', name: 'Take a', is_present: true },
        { kind: 'video', id: 'b', name: 'Take b', is_present: true },
      ],
    },
  })
  expect(await post('/history/undo?dryRun=true', { entry: before[0]?.id })).toMatchObject({
    body: { changes: [{ tbl: 'tagged_videos', op: 'delete', rows: 1 }] },
  })
  const copy = { paths: ['/takes/copy of a.mp4'] }
  expect(await post('/duplicates/trash-copies?dryRun=true', copy)).toMatchObject({
    body: { changes: [{ tbl: 'trashed_copies', op: 'insert', rows: 1 }] },
  })
  expect(await post('/tags/rename?dryRun=true', { tag: 'dusk', to: 'night' })).toMatchObject({
    body: {
      changes: [
        { op: 'insert', rows: 1 },
        { op: 'delete', rows: 1 },
      ],
      samples: [{ name: 'Take a' }],
    },
  })
  // A call without a dry run is refused, and is not made.
  expect(await post('/library/demo?dryRun=true', {})).toMatchObject({ status: 501 })
  expect(await post('/tags/change?dryRun=maybe', { changes: [] })).toMatchObject({ status: 400 })
  expect((await client.history.list({})).items).toEqual(before)
  expect((await client.tags.list({})).items).toEqual([{ tag: 'dusk', count: 1 }])
  expect(databaseOf(core).prepare('SELECT count(*) FROM jobs').pluck().get()).toBe(0)
})

test('the terminal reports a dry run of a removal and of emptying the trash; files stay where they are', async () => {
  const folder = temporaryFolder()
  const { core, client } = await openLibrary({ folder: `${folder}/library` })
  const source = await putClip('landscape.mp4', `${folder}/clip.mp4`)
  const { items } = await importAll(client, { paths: [source], mode: 'copy' })
  const id = String(items[0]?.video_id)
  await core.close()
  const library = ['--library', `${folder}/library`, '--dry-run']
  const removed = await runRushes(['remove', id, ...library])
  expect([removed.code, removed.stdout]).toEqual([0, 'Dry run, nothing was changed: Removed 1 take\n  clip\n'])
  const again = await openLibrary({ folder: `${folder}/library` })
  expect((await again.client.videos.get({ id })).locations).toMatchObject([
    { missing_since: null },
    { missing_since: null },
  ])
  await again.client.videos.remove({ ids: [id] })
  await again.core.close()
  const emptied = await runRushes(['trash', 'empty', '--yes', ...library])
  expect(emptied.stdout).toBe('Dry run, nothing was changed: Deleted 1 item for good\n  clip\n')
  const last = await openLibrary({ folder: `${folder}/library` })
  await last.client.history.undo({})
  expect((await last.client.videos.list({})).total).toBe(1)
})

test('the terminal lists the history, undoes and redoes', async () => {
  const { core, client, folder } = await openWith('a')
  await client.videos.rename({ id: 'a', name: 'Ferry' })
  await core.close()
  const rushes = (...args: string[]) => runRushes([...args, '--library', folder])
  const listed = await rushes('history', '--video', 'a')
  expect(listed.stdout).toContain('terminal')
  expect(listed.stdout).toContain('Renamed “Take a” to “Ferry”')
  expect((await rushes('undo')).stdout).toMatch(
    /^Undone: Renamed “Take a” to “Ferry”. Redo: rushes redo \d+ --library '.+'\n$/,
  )
  expect(JSON.parse((await rushes('show', 'a', '--json')).stdout)).toMatchObject({ name: 'Take a' })
  expect((await rushes('redo')).code).toBe(0)
  expect(JSON.parse((await rushes('show', 'a', '--json')).stdout)).toMatchObject({ name: 'Ferry' })
  expect((await rushes('redo')).stderr).toBe('Nothing to redo.\n')
  const verified = await rushes('verify', '--invariants')
  expect([verified.code, verified.stdout]).toEqual([0, 'No violations: files, rows, history and search index agree.\n'])
})
