import { join } from 'node:path'
import { expect, test } from 'vitest'
import { importAll, openLibrary, putClip, temporaryFolder } from '../support/library.ts'
import { runRushes } from '../support/terminal.ts'

test('a bundle is exported, previewed and imported, and values that differ are decided by an option', async () => {
  const { core, client, folder } = await openLibrary()
  const path = await putClip('landscape.mp4', join(temporaryFolder(), 'ferry.mp4'))
  await importAll(client, { paths: [path], mode: 'copy' })
  const [video] = (await client.videos.list({})).items
  await core.close()
  const id = String(video?.id)
  const zip = join(temporaryFolder(), 'bundle.zip')
  const other = temporaryFolder()
  const inFirst = (...args: string[]) => runRushes([...args, '--library', folder])
  const inOther = (...args: string[]) => runRushes([...args, '--library', other])

  expect((await inFirst('export', zip, '--dry-run')).stdout).toMatch(/^Dry run, nothing was exported: 1 file, /)
  expect((await inFirst('export', zip)).stdout).toMatch(/^1 file exported, 0 there already, 0 failed/)
  expect((await inOther('import-bundle', zip, '--dry-run')).stdout).toMatch(
    /^1 file, .*; new: 1, [\s\S]*nothing was imported/,
  )
  expect(JSON.parse((await inOther('list', '--json')).stdout).items).toEqual([])
  expect((await inOther('import-bundle', zip)).stdout).toMatch(/^1 added, 0 already here, 0 failed/)

  await inOther('call', 'videos.rename', JSON.stringify({ id, name: 'Harbour' }))
  const refused = await inOther('import-bundle', zip)
  expect([refused.code, refused.stderr]).toEqual([5, expect.stringMatching(/Harbour +ferry[\s\S]*--conflicts keep/)])
  expect((await inOther('import-bundle', zip, '--conflicts', 'replace')).code).toBe(0)
  expect(JSON.parse((await inOther('show', id, '--json')).stdout)).toMatchObject({ name: 'ferry' })
})
