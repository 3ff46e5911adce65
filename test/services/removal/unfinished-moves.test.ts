import { existsSync, renameSync, rmSync } from 'node:fs'
import { hostname } from 'node:os'
import { basename, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { deleteLeaving, insertLeaving } from '../../../main/database/contents/leaving-files.ts'
import { deleteTombstone } from '../../../main/database/removal/trash.ts'
import { thisProcess } from '../../../main/storage/process-life.ts'
import { ended, importAll, openLibrary, putClip, temporaryFolder } from '../../support/library.ts'

/** A removed take whose file is back at its path, as a restore leaves it that was killed before it recorded that. */
async function halfRestored() {
  const library = await openLibrary()
  const { client, core } = library
  const path = await putClip('square.mp4', join(temporaryFolder(), 'take.mp4'))
  const add = async () => (await importAll(client, { paths: [path], mode: 'copy' })).items[0]?.video_id ?? ''
  const id = await add()
  const { file_path } = await client.videos.get({ id })
  const bringBack = (one: string) => renameSync(join(core.layout.trash, one, basename(file_path)), file_path)
  await client.videos.remove({ ids: [id] })
  bringBack(id)
  const empty = async () => await ended(client, await client.trash.empty({}))
  return { ...library, id, file_path, add, bringBack, empty }
}

test('emptying the trash deletes a file that a process which has ended was moving', async () => {
  const { client, core, file_path, empty } = await halfRestored()
  await core.write(({ db }) => insertLeaving(db, file_path, `${hostname()}:${process.pid}:1`))
  expect(await empty()).toMatchObject({ state: 'done', failed: 0 })
  expect(existsSync(file_path)).toBe(false)
  expect(await client.verification.invariants()).toMatchObject({ violations: [] })
})

test('a file that another process is moving stays in the trash, and is named', async () => {
  const { client, core, id, file_path, empty } = await halfRestored()
  await core.write(({ db }) => insertLeaving(db, file_path, thisProcess))
  const { failed, id: job } = await empty()
  expect(failed).toBe(1)
  const { items } = await client.jobs.items({ id: job })
  const message = `Another process is moving ${file_path}.`
  expect(items).toMatchObject([{ error: { code: 'LIBRARY_BUSY', message } }])
  expect((await client.trash.list({})).items.map((item) => item.id)).toEqual([id])
  expect(existsSync(file_path)).toBe(true)
  await core.write(({ db }) => deleteLeaving(db, [file_path]))
  expect(await empty()).toMatchObject({ failed: 0 })
  expect(existsSync(file_path)).toBe(false)
})

test('deleting one of two removed takes with the same content keeps the file of the other', async () => {
  const { client, id, file_path, add, bringBack } = await halfRestored()
  const second = await add()
  await client.videos.remove({ ids: [second] })
  bringBack(second)
  await ended(client, await client.trash.delete({ items: [{ kind: 'video', id }] }))
  expect(await client.videos.restore({ ids: [id, second] })).toEqual({ restored: [second] })
  expect(existsSync(file_path)).toBe(true)
  expect(await client.videos.get({ id: second })).toMatchObject({ missing_since: null })
})

test('a take that is being deleted is not restored meanwhile', async () => {
  const { client, core, id, file_path } = await halfRestored()
  const folder = join(core.layout.trash, id)
  await core.write(({ db }) => insertLeaving(db, folder, thisProcess))
  const restoring = client.videos.restore({ ids: [id] })
  await setTimeout(100)
  // As the other process ends it.
  rmSync(file_path)
  await core.write(async ({ db }) => {
    await deleteTombstone(db, { kind: 'video', id })
    await deleteLeaving(db, [folder])
  })
  expect(await restoring).toEqual({ restored: [] })
  expect((await client.videos.list({})).total).toBe(0)
})
