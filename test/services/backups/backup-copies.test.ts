import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generateIdentity, identityToRecipient } from 'age-encryption'
import { expect, onTestFinished, test, vi } from 'vitest'
import { compareWithBackup } from '../../../main/database/backups/backup-thread.ts'
import { connect } from '../../../main/database/connection/connection.ts'
import { backUpDaily } from '../../../main/services/backups/create-backup.ts'
import { fetchCopyFile } from '../../../main/services/backups/fetch-copy.ts'
import { incomingFolder } from '../../../main/storage/incoming.ts'
import { layoutOf } from '../../../main/storage/layout.ts'
import { backupName } from '../../../shared/backup-names.ts'
import { connectBucket, startBucket, testKeychain } from '../../support/bucket.ts'
import { databaseOf } from '../../support/database-of.ts'
import { ended, openLibrary, type TestLibrary, temporaryFolder } from '../../support/library.ts'
import { fillDisk, smallDisk } from '../../support/small-disk.ts'

/** A library with rows whose rowids have gaps, and a backup. */
async function openWithBackup(options: Parameters<typeof openLibrary>[0] = {}) {
  const library = await openLibrary({ settings: temporaryFolder(), ...options })
  databaseOf(library.core).exec(`
    INSERT INTO videos (rowid, id, name, file_path, file_hash, size_bytes, source_type)
    VALUES (3, 'a', 'a', '/a', 'a', 1, 'generated'), (9, 'b', 'b', '/b', 'b', 1, 'generated')`)
  await ended(library.client, await library.client.backups.create())
  const [backup] = (await library.client.backups.list()).items
  return { ...library, name: backup?.name ?? '' }
}

const folderSettings = (folder: string) => ({ to: 'folder', folder, encryption: 'none', recipient: null }) as const

/** Copies, and returns the reason of a failure. */
async function copy({ client }: Pick<TestLibrary, 'client'>): Promise<string | undefined> {
  const job = await ended(client, await client.backups.copy())
  expect(job.state === 'done').toBe((await client.backups.copies()).failure === null)
  return job.error?.message
}

/** Fetches a copy back and requires that it is the backup, row by row. */
async function fetchBack({ client, core }: TestLibrary, name: string, secret?: string): Promise<void> {
  rmSync(join(core.layout.backups, name))
  const job = await ended(client, await client.backups.fetch({ name, ...(secret && { secret }) }))
  expect([job.state, job.error]).toEqual(['done', null])
  const database = connect(join(core.layout.backups, name), { readonly: true })
  expect(database.prepare('SELECT rowid, id FROM videos').raw().all()).toEqual([
    [3, 'a'],
    [9, 'b'],
  ])
  database.close()
  expect(await client.backups.compare({ name })).toMatchObject({ backup: { videos: 2 }, only_in_library: 0 })
}

test('backups are copied to a folder, read back, kept by the policy, and fetched back', async () => {
  const library = await openWithBackup()
  const { client, core, name } = library
  await expect(client.backups.copy()).rejects.toMatchObject({ code: 'CONFLICT' })
  await expect(client.backups.setCopies(folderSettings('here'))).rejects.toMatchObject({ code: 'BAD_INPUT' })
  const folder = temporaryFolder()
  await client.backups.setCopies(folderSettings(folder))
  expect(await copy(library)).toBeUndefined()
  const { place, items } = await client.backups.listCopies()
  expect(place.startsWith(join(folder, 'library-'))).toBe(true)
  expect(items).toMatchObject([{ name, reason: 'requested', is_encrypted: false }])
  expect(readdirSync(place)).toEqual([name])

  // By the policy, in both places; other files stay.
  writeFileSync(join(place, 'notes.txt'), '')
  const at = (days: number) => new Date(Date.UTC(2026, 0, 1 + days))
  for (let days = 0; days < 20; days++)
    writeFileSync(join(place, backupName('daily', at(days), 1)), readFileSync(join(place, name)))
  expect(await copy(library)).toBeUndefined()
  const kept = (await client.backups.listCopies()).items.filter(({ reason }) => reason === 'daily')
  expect(kept.map(({ created_at }) => created_at.slice(8, 10))).toEqual([
    '20',
    '19',
    '18',
    '17',
    '16',
    '15',
    '14',
    '11',
    '04',
  ])
  expect(existsSync(join(place, 'notes.txt'))).toBe(true)
  await fetchBack(library, name)
  await expect(client.backups.fetch({ name: '../media.db' })).rejects.toMatchObject({ code: 'NOT_FOUND' })

  // A requested backup is copied with it, and the timer copies what is missing.
  await ended(client, await client.backups.create())
  expect((await client.backups.listCopies()).items.filter(({ reason }) => reason === 'requested')).toHaveLength(2)
  // A copy whose backup is here would be made again; without it, a person may delete it.
  const [requested] = (await client.backups.list()).items.filter(({ reason }) => reason === 'requested')
  const doomed = { name: requested?.name ?? '', from: 'copies' as const }
  await expect(client.backups.delete(doomed)).rejects.toMatchObject({ code: 'CONFLICT' })
  await client.backups.delete({ name: doomed.name })
  await client.backups.delete(doomed)
  expect(readdirSync(place).some((file) => file.startsWith(doomed.name))).toBe(false)
  await expect(client.backups.delete(doomed)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  rmSync(join(place, name))
  const daily = backUpDaily(core)
  await expect.poll(async () => (await client.backups.listCopies()).items.some((one) => one.name === name)).toBe(true)
  await daily.close()
  expect(readdirSync(incomingFolder(core.layout))).toEqual([])
})

test('a missing disk, a full disk and a forbidden folder are sentences, lose nothing, and are tried again', async () => {
  const library = await openWithBackup()
  const { client, core, folder: own } = library
  const folder = join(temporaryFolder(), 'disk')
  mkdirSync(folder)
  await client.backups.setCopies(folderSettings(folder))
  expect(await copy(library)).toBeUndefined()
  renameSync(folder, `${folder}-away`)
  expect(await copy(library)).toBe(`${folder}, the folder for copies of backups, was not found. Connect its disk.`)
  await expect(client.backups.listCopies()).rejects.toMatchObject({ code: 'STORAGE_FAILED' })
  expect(existsSync(folder)).toBe(false)
  // A backup on request is made all the same; the failure is shown.
  expect(await ended(client, await client.backups.create())).toMatchObject({ state: 'done' })
  expect((await client.backups.copies()).failure?.reason).toContain('was not found')
  renameSync(`${folder}-away`, folder)
  const daily = backUpDaily(core)
  await expect.poll(async () => (await client.backups.copies()).failure).toBe(null)
  await daily.close()
  expect((await client.backups.listCopies()).items).toHaveLength(2)

  const disk = smallDisk(16)
  if (disk) {
    await client.backups.setCopies(folderSettings(disk))
    const filler = fillDisk(disk, 20_000)
    expect(await copy(library)).toBe(
      `The disk of ${disk} is full, so the backup was not copied there. Free some space.`,
    )
    expect((await client.backups.listCopies()).items).toEqual([])
    expect(readdirSync((await client.backups.listCopies()).place)).toEqual([])
    rmSync(filler)
    expect(await copy(library)).toBeUndefined()
  }
  if (process.getuid?.() !== 0) {
    const forbidden = temporaryFolder()
    await client.backups.setCopies(folderSettings(forbidden))
    chmodSync(forbidden, 0o500)
    onTestFinished(() => chmodSync(forbidden, 0o700))
    expect(await copy(library)).toBe(`You may not write to ${forbidden}.`)
  }

  // A library from someone else copies nothing before it was allowed on this computer.
  await core.close()
  const elsewhere = await openLibrary({ folder: own, settings: temporaryFolder() })
  expect(await elsewhere.client.backups.copies()).toMatchObject({ is_allowed: false })
  await expect(elsewhere.client.backups.copy()).rejects.toMatchObject({ code: 'CONSENT_NEEDED' })
})

test('copies are encrypted with a passphrase of the keychain, which is nowhere in the library', async () => {
  const passphrase = 'correct horse battery'
  const library = await openWithBackup({ platform: { secrets: testKeychain() } })
  const { client, core, name, folder: own, warnings } = library
  const folder = temporaryFolder()
  await client.backups.setCopies({ ...folderSettings(folder), encryption: 'passphrase' })
  expect(await copy(library)).toContain('The passphrase for copies of backups is not on this computer.')
  await client.backups.savePassphrase({ passphrase })
  expect(await client.backups.copies()).toMatchObject({ passphrase: 'keychain', can_save_passphrase: true })
  expect(await copy(library)).toBeUndefined()
  const { place, items } = await client.backups.listCopies()
  expect(items).toMatchObject([{ name, is_encrypted: true }])
  const bytes = readFileSync(join(place, `${name}.age`))
  expect(bytes.subarray(0, 21).toString()).toBe('age-encryption.org/v1')
  expect(bytes.includes('CREATE TABLE')).toBe(false)

  const wrong = await ended(client, await client.backups.fetch({ name, secret: 'wrong' }))
  // The backup is still here, so nothing had to be fetched.
  expect(wrong.state).toBe('done')
  rmSync(join(core.layout.backups, name))
  const refused = await ended(client, await client.backups.fetch({ name, secret: 'wrong' }))
  expect(refused.error).toMatchObject({
    code: 'BAD_INPUT',
    message: `The passphrase or key does not open ${name}.age, or its beginning is damaged. Nothing was changed.`,
  })
  expect((await client.backups.list()).items).toEqual([])

  // As a file, into a library that knows nothing of it, and whose database is damaged.
  const other = join(temporaryFolder(), 'library')
  mkdirSync(other)
  writeFileSync(join(other, 'media.db'), 'damaged')
  const layout = layoutOf(other)
  const file = join(place, `${name}.age`)
  await expect(fetchCopyFile(other, file, undefined)).rejects.toMatchObject({ code: 'BAD_INPUT' })
  await expect(fetchCopyFile(other, join(place, 'other.db'), undefined)).rejects.toMatchObject({ code: 'BAD_INPUT' })
  expect(await fetchCopyFile(other, file, passphrase)).toBe(name)
  const fetched = join(layout.backups, name)
  expect(await compareWithBackup(fetched, fetched)).toMatchObject({ backup: { videos: 2 } })

  await core.close()
  const files = readdirSync(own, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  for (const { parentPath, name: file } of files)
    expect([file, readFileSync(join(parentPath, file)).includes(passphrase)]).toEqual([file, false])
  expect(warnings.join('\n')).not.toContain(passphrase)
})

test('copies go to the bucket, encrypted for a public key; a bucket that fails is a sentence', async () => {
  vi.stubEnv('RUSHES_BACKUP_PASSPHRASE', '')
  onTestFinished(() => void vi.unstubAllEnvs())
  const bucket = await startBucket('rushes/')
  const library = await openWithBackup({ platform: { secrets: testKeychain() } })
  const { client, name } = library
  const identity = await generateIdentity()
  const recipient = await identityToRecipient(identity)
  const settings = { to: 'bucket', folder: null, encryption: 'recipient', recipient } as const
  await expect(client.backups.setCopies({ ...settings, recipient: null })).rejects.toMatchObject({ code: 'BAD_INPUT' })
  await client.backups.setCopies(settings)
  await expect(client.backups.copy()).rejects.toMatchObject({ code: 'STORAGE_FAILED' })
  await connectBucket(library, bucket)
  const isCopy = (url: string | undefined) => url?.includes('/backups/') ?? false
  bucket.fault = ({ method, url }) =>
    method === 'GET' && isCopy(url) && !url?.includes('list-type') ? 'corrupt' : undefined
  expect(await copy(library)).toContain('is damaged in')
  bucket.fault = ({ method, url }) =>
    method === 'PUT' && isCopy(url) ? { status: 403, code: 'AccessDenied' } : undefined
  expect(await copy(library)).toContain('do not allow')
  bucket.fault = undefined
  expect((await client.backups.listCopies()).items).toEqual([])
  expect(await copy(library)).toBeUndefined()
  const { items } = await client.backups.listCopies()
  expect(items).toMatchObject([{ name, is_encrypted: true }])
  expect(bucket.requests.some((line) => line.startsWith('PUT /media/rushes/backups/library-'))).toBe(true)

  rmSync(join(library.core.layout.backups, name))
  await expect(client.backups.fetch({ name })).rejects.toMatchObject({
    code: 'BAD_INPUT',
    message: expect.stringContaining('is encrypted'),
  })
  const refused = await ended(client, await client.backups.fetch({ name, secret: await generateIdentity() }))
  expect(refused.error?.code).toBe('BAD_INPUT')
  bucket.fault = ({ method, url }) => (method === 'GET' && url?.includes('.age?') ? 'corrupt' : undefined)
  const damaged = await ended(client, await client.backups.fetch({ name, secret: identity }))
  expect(damaged.error?.message).toBe(`The encrypted copy ${name}.age is damaged.`)
  bucket.fault = undefined
  expect((await client.backups.list()).items).toEqual([])
  writeFileSync(join(library.core.layout.backups, name), '')
  await fetchBack(library, name, identity)
})
