import { existsSync, rmSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { releaseLeaving, requireStaying, whileLeaving } from '../../main/contents/leaving-files.ts'
import { deleteLeaving, insertLeaving } from '../../main/database/contents/leaving-files.ts'
import { thisProcess } from '../../main/storage/process-life.ts'
import { databaseOf } from '../support/database-of.ts'
import { openLibrary, putClip, temporaryFolder } from '../support/library.ts'

async function openWithFile() {
  const { core } = await openLibrary()
  const path = await putClip('square.mp4', join(temporaryFolder(), 'square.mp4'))
  return { core, path }
}

test('a file is not recorded while it leaves, and no file leaves that a row needs', async () => {
  const { core, path } = await openWithFile()
  const record = () => core.write((transaction) => requireStaying(transaction, path))
  await record()
  await whileLeaving(
    core,
    path,
    async () => true,
    async () => {
      await expect(record()).rejects.toMatchObject({ code: 'FILE_MISSING' })
      await whileLeaving(
        core,
        path,
        async () => true,
        async () => rmSync(path),
      )
    },
  )
  await record()
  await whileLeaving(
    core,
    path,
    async () => false,
    async () => rmSync(path),
  )
  expect(existsSync(path)).toBe(true)
})

test('a file that leaves between its check and the transaction is checked again', async () => {
  const { core, path } = await openWithFile()
  const { run } = core.files
  const checked = new Promise<void>((resolve) => {
    core.files.run = async (...parameters) => {
      const result = await run(...parameters)
      resolve()
      return result
    }
  })
  // It holds the write lock until the other one has checked the file.
  const leaving = core.write(async ({ db }) => {
    await checked
    await insertLeaving(db, path, thisProcess)
    rmSync(path)
    await deleteLeaving(db, [path])
  })
  const counts: number[] = []
  const recording = core.write(
    async (transaction) => {
      counts.push(transaction.files.at(path).leaving_count)
      await requireStaying(transaction, path)
    },
    [path],
  )
  await expect(recording).rejects.toMatchObject({ code: 'FILE_MISSING' })
  await leaving
  expect(counts).toEqual([0, 1])
})

test('what a process that has ended was taking away is released', async () => {
  const { core, path } = await openWithFile()
  const rows = databaseOf(core).prepare('SELECT owner FROM leaving_files')
  databaseOf(core).prepare('INSERT INTO leaving_files (path, owner) VALUES (?, ?)').run(path, 'elsewhere:1:1')
  await releaseLeaving(core)
  expect(rows.all()).toHaveLength(1)
  databaseOf(core).prepare('UPDATE leaving_files SET owner = ?').run(`${hostname()}:${process.pid}:1`)
  await releaseLeaving(core)
  expect(rows.all()).toEqual([])
})
