import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startBucket } from '../support/bucket.ts'
import { importAll, openLibrary, putClip, temporaryFolder } from '../support/library.ts'
import { runRushes } from '../support/terminal.ts'

test('the terminal sets, tests, fills, reads and removes the bucket of a library', async () => {
  const bucket = await startBucket()
  const { client, folder } = await openLibrary()
  const source = await putClip('landscape.mp4', join(temporaryFolder(), 'take.mp4'))
  const id = (await importAll(client, { paths: [source], mode: 'copy' })).items[0]?.video_id ?? ''
  rmSync(source)
  const path = (await client.videos.get({ id })).file_path
  const computer = {
    RUSHES_CONFIG: temporaryFolder(),
    AWS_ACCESS_KEY_ID: bucket.keys.accessKeyId,
    AWS_SECRET_ACCESS_KEY: bucket.keys.secretAccessKey,
  }
  const storage = (args: string[], environment = computer) =>
    runRushes(['storage', ...args, '--library', folder], environment)

  expect(await storage(['show'])).toMatchObject({ code: 0, stdout: 'No bucket. Set one with “rushes storage set”.\n' })
  expect(await storage(['allow'])).toMatchObject({ code: 3, stderr: expect.stringContaining('has no bucket') })
  expect(await storage(['set', 'media', '--prefix', '/wrong'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('ends with a slash'),
  })
  const { endpoint } = bucket.settings
  const set = await storage(['set', 'media', '--endpoint', endpoint ?? '', '--path-style', '--prefix', 'rushes/'])
  expect(set.stdout).toMatch(
    /^bucket media, prefix rushes\/, at http:.* \(us-east-1\), path style\n.*\n.*\nkeys: environment\n/,
  )

  expect((await storage(['test'])).stdout).toBe('keys: ok\nlist: ok\nwrite: ok\nread: ok\nrange: ok\ndelete: ok\n')
  bucket.fault = () => ({ status: 403, code: 'SignatureDoesNotMatch' })
  expect(await storage(['test'])).toMatchObject({ code: 12, stdout: expect.stringContaining('secret key is wrong') })
  bucket.fault = undefined

  expect((await storage(['upload', id, '--evict'])).stdout).toBe('1 copied, 0 already in the bucket\n')
  expect(existsSync(path)).toBe(false)
  expect((await storage(['show'])).stdout).toContain('1 take, ')
  const { stdout: url } = await storage(['address', id, '--seconds', '60'])
  expect((await fetch(url.trim())).status).toBe(200)
  // The same library on a computer where the bucket is not allowed.
  const other = { ...computer, RUSHES_CONFIG: temporaryFolder() }
  expect((await storage(['show'], other)).stdout).toContain('Not allowed on this computer')
  expect((await storage(['fetch', id], other)).stderr).toContain('rushes storage allow')
  expect((await storage(['allow'], other)).stdout).not.toContain('Not allowed')
  expect((await storage(['fetch', id], other)).stdout).toBe('1 fetched, 0 already here\n')
  expect(existsSync(path)).toBe(true)

  // From now on, takes go there by themselves, and an import in the terminal waits for it.
  const where = ['media', '--endpoint', endpoint ?? '', '--path-style', '--prefix', 'rushes/', '--videos', 'bucket']
  expect((await storage(['set', ...where])).stdout).toContain('new takes are copied to the bucket with their previews')
  const next = await putClip('square.mp4', join(temporaryFolder(), 'next.mp4'))
  expect((await runRushes(['import', next, '--library', folder], computer)).code).toBe(0)
  expect((await storage(['show'])).stdout).toContain('2 takes, ')

  expect(await storage(['remove'])).toMatchObject({ stderr: expect.stringContaining('Fetch the videos back') })
  await client.videos.remove({ ids: (await client.videos.list({})).items.map((video) => video.id) })
  expect((await runRushes(['trash', 'empty', '--yes', '--library', folder], computer)).code).toBe(0)
  expect((await storage(['remove'])).stdout).toBe('No bucket. Set one with “rushes storage set”.\n')
})
