import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { connectBucket, startBucket, type TestBucket, testKeychain } from '../../support/bucket.ts'
import { openLibrary, temporaryFolder } from '../../support/library.ts'
import { putTimeline } from '../../support/timelines.ts'

test('a connection test says what is wrong', async () => {
  const bucket = await startBucket()
  const library = await openLibrary({ settings: temporaryFolder(), platform: { secrets: testKeychain() } })
  const { client } = library
  expect(await client.storage.test()).toMatchObject({
    ok: false,
    steps: [{ step: 'keys', message: expect.stringContaining('has no bucket') }],
  })
  await connectBucket(library, bucket)
  const steps = async () => {
    const { ok, steps: all } = await client.storage.test()
    return { ok, last: all.at(-1)?.step, message: all.at(-1)?.message ?? '' }
  }
  expect(await steps()).toEqual({ ok: true, last: 'delete', message: '' })
  const refuse =
    (status: number, code: string, method?: string): TestBucket['fault'] =>
    (request) =>
      method === undefined || request.method === method ? { status, code } : undefined
  const wrong: [TestBucket['fault'], string, RegExp][] = [
    [refuse(403, 'InvalidAccessKeyId'), 'list', /does not know the access key/],
    [refuse(403, 'SignatureDoesNotMatch'), 'list', /secret key is wrong/],
    [refuse(403, 'RequestTimeTooSkewed'), 'list', /clocks/],
    [refuse(301, 'PermanentRedirect'), 'list', /region us-east-1/],
    [refuse(403, 'AccessDenied', 'PUT'), 'write', /do not allow objects to be written/],
    [refuse(403, 'AccessDenied', 'DELETE'), 'delete', /do not allow objects to be deleted/],
    [
      (request) =>
        request.url?.includes('connection-test-') && request.method === 'GET' && !request.url.includes('list-type')
          ? 'corrupt'
          : undefined,
      'read',
      /other bytes|damaged|[Cc]hecksum/,
    ],
  ]
  for (const [fault, last, message] of wrong) {
    bucket.fault = fault
    expect(await steps()).toEqual({ ok: false, last, message: expect.stringMatching(message) })
  }
  bucket.fault = undefined
  await client.storage.set({ ...bucket.settings, bucket: 'nothing-here' })
  expect(await steps()).toMatchObject({ last: 'list', message: expect.stringMatching(/no bucket “nothing-here”/) })
  await client.storage.set({ ...bucket.settings, endpoint: 'http://127.0.0.1:9' })
  expect(await steps()).toMatchObject({ last: 'list', message: expect.stringMatching(/cannot be reached/) })
})

test('keys come from the keychain, the environment or a profile, and are in no file of the library and no log', async () => {
  const bucket = await startBucket()
  const settings = temporaryFolder()
  const library = await openLibrary({ settings, platform: { secrets: testKeychain() } })
  const { client, folder } = library
  for (const name of [
    'AWS_ACCESS_KEY_ID',
    'AWS_SECRET_ACCESS_KEY',
    'AWS_SHARED_CREDENTIALS_FILE',
    'AWS_CONFIG_FILE',
    'HOME',
  ]) {
    const before = process.env[name]
    onTestFinished(() => {
      if (before === undefined) delete process.env[name]
      else process.env[name] = before
    })
  }
  process.env.AWS_SHARED_CREDENTIALS_FILE = join(temporaryFolder(), 'credentials')
  process.env.AWS_CONFIG_FILE = process.env.AWS_SHARED_CREDENTIALS_FILE
  delete process.env.AWS_ACCESS_KEY_ID
  await client.storage.set(bucket.settings)
  expect((await client.storage.get()).keys).toBeNull()
  expect((await client.storage.test()).steps[0]).toMatchObject({
    step: 'keys',
    message: expect.stringContaining('AWS_ACCESS_KEY_ID'),
  })
  const { writeFileSync } = await import('node:fs')
  writeFileSync(
    process.env.AWS_SHARED_CREDENTIALS_FILE,
    '[default]\naws_access_key_id = one\naws_secret_access_key = two\n',
  )
  expect((await client.storage.get()).keys).toBe('profile')
  process.env.AWS_ACCESS_KEY_ID = 'three'
  process.env.AWS_SECRET_ACCESS_KEY = 'four'
  expect((await client.storage.get()).keys).toBe('environment')
  await connectBucket(library, bucket, 'bucket')
  expect((await client.storage.get()).keys).toBe('keychain')
  expect((await client.storage.test()).ok).toBe(true)
  await putTimeline(library)

  const secret = bucket.keys.secretAccessKey
  for (const root of [folder, settings])
    for (const entry of readdirSync(root, { recursive: true, withFileTypes: true }))
      if (entry.isFile()) expect(readFileSync(join(entry.parentPath, entry.name)).includes(secret)).toBe(false)
  expect(library.warnings.join('\n')).not.toContain(secret)
  expect(JSON.stringify(await client.storage.get())).not.toContain(secret)
  await client.storage.saveKeys({ keys: null })
  expect((await client.storage.get()).keys).toBe('environment')
})

test('a library from someone else uses no keys of this computer before the person allows its bucket', async () => {
  const bucket = await startBucket()
  const folder = join(temporaryFolder(), 'library')
  const first = await openLibrary({ folder, settings: temporaryFolder(), platform: { secrets: testKeychain() } })
  await connectBucket(first, bucket, 'bucket')
  const { timeline_id } = await putTimeline(first)
  // The settings stay while the bucket has frames, which another one lacks.
  await expect(first.client.storage.set({ ...bucket.settings, bucket: 'other' })).rejects.toMatchObject({
    code: 'CONFLICT',
  })
  await expect(first.client.storage.remove()).rejects.toMatchObject({ code: 'CONFLICT' })
  await first.core.close()
  const { rmSync } = await import('node:fs')
  rmSync(join(folder, 'cache'), { recursive: true })

  const { client } = await openLibrary({ folder, settings: temporaryFolder() })
  bucket.requests.length = 0
  expect(await client.storage.get()).toMatchObject({ is_allowed: false, can_save_keys: false })
  await expect(client.timelines.frames({ id: timeline_id, as: 'base64' })).rejects.toMatchObject({
    code: 'CONSENT_NEEDED',
  })
  await expect(client.storage.test()).rejects.toMatchObject({ code: 'CONSENT_NEEDED' })
  expect(bucket.requests).toEqual([])
  const keys = { access_key_id: 'a', secret_access_key: 'b' }
  await expect(client.storage.saveKeys({ keys })).rejects.toMatchObject({ code: 'NOT_SUPPORTED' })
})

test('settings that are no bucket are refused', async () => {
  const { client } = await openLibrary({ settings: temporaryFolder() })
  const wrong = [
    { bucket: '' },
    { bucket: 'a/b' },
    { bucket: 'ok', prefix: 'no-slash' },
    { bucket: 'ok', endpoint: 'ftp://host' },
    { bucket: 'ok', endpoint: 'http://key:secret@host' },
    { bucket: 'ok', endpoint: 'https://host/?token=secret' },
    { bucket: 'ok', region: 'a b' },
  ]
  for (const settings of wrong) await expect(client.storage.set(settings)).rejects.toMatchObject({ code: 'BAD_INPUT' })
  expect((await client.storage.get()).settings).toBeNull()
})
