import { join } from 'node:path'
import { expect, test } from 'vitest'
import { importAll, openLibrary, putClip, temporaryFolder } from '../support/library.ts'
import { runRushes } from '../support/terminal.ts'

test('the terminal adds, previews, runs, undoes and removes a policy', async () => {
  const { client, core, folder } = await openLibrary()
  const clip = await putClip('square.mp4', join(temporaryFolder(), 'Ferry.mp4'))
  const id = (await importAll(client, { paths: [clip], mode: 'copy' })).items[0]?.video_id ?? ''
  await client.videos.rate({ ratings: [{ ids: [id], rating: 1 }] })
  const { size_bytes } = await client.videos.get({ id })
  await core.close()
  const rushes = (...args: string[]) => runRushes([...args, '--library', folder])
  const count = async () => JSON.parse((await rushes('list', '--json')).stdout).total

  expect((await rushes('policy', 'list')).stdout).toBe(
    'No policies. Add one with “rushes policy add <name> --rule <rule>”.\n',
  )
  expect(await rushes('policy', 'add', 'Big', '--rule', 'quota')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Say how large the files may be.'),
  })
  const added = await rushes('policy', 'add', 'Rejects', '--rule', 'rejected', '--schedule', 'weekly')
  expect(added.stdout).toMatch(/^Added “Rejects”\. It would move 1 video to the trash, .*:\n {2}Ferry, .*\n$/)
  expect((await rushes('policy', 'list')).stdout).toMatch(/Rejects +Rejected takes +weekly +–/)

  const preview = JSON.parse((await rushes('policy', 'run', 'rejects', '--dry-run', '--json')).stdout)
  expect(preview).toMatchObject({ dry_run: true, preview: { count: 1, size_bytes, freed_bytes: size_bytes } })
  expect(await count()).toBe(1)
  const ran = await rushes('policy', 'run', 'Rejects')
  expect(ran).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('Moved 1 video to the trash. Undo: rushes undo'),
  })
  expect(await count()).toBe(0)
  expect((await rushes('undo')).stdout).toContain('Undone: Removed 1 take.')
  expect(await count()).toBe(1)

  const removed = await rushes('policy', 'remove', 'Rejects')
  expect(removed.stdout).toMatch(/^Removed “Rejects”\. Undo: rushes call policies\.save '.*'/)
  const undo = /policies\.save '(.*)' --library/.exec(removed.stdout)?.[1] ?? ''
  expect((await rushes('call', 'policies.save', undo)).code).toBe(0)
  expect((await rushes('policy', 'run', 'No such')).code).toBe(3)
})
