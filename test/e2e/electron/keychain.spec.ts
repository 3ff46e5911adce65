import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { startFauxqs } from 'fauxqs'
import { configFolder } from '../../../main/storage/library-folder.ts'
import { type Folders, openDesktop, quit, test } from '../../support/desktop.ts'

/**
 * Returns the folders with a module that lets Electron encrypt without a keyring, which test machines lack: its cipher
 * and its format are the real ones, with the fixed password of Chromium’s `basic_text` store.
 */
async function withoutKeyring(folders: Folders): Promise<Folders> {
  const preparation = join(folders.library, '..', 'keyring.cjs')
  await writeFile(
    preparation,
    `const { app, safeStorage } = require('electron')
    if (process.platform === 'linux') {
      app.commandLine.appendSwitch('password-store', 'basic')
      app.whenReady().then(() => safeStorage.setUsePlainTextEncryption(true))
      safeStorage.getSelectedStorageBackend = () => 'gnome_libsecret'
    }`,
  )
  return { ...folders, preparation }
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

test('keys of a bucket are encrypted by Electron, used after a restart, and in no file as text', async ({
  folders,
}) => {
  test.skip(process.env.RUSHES_TEST_APP !== undefined, 'The fuses of the packed application refuse other modules.')
  const s3 = await startFauxqs({ port: 0, logger: false, host: '127.0.0.1' })
  s3.createBucket('media')
  const prepared = await withoutKeyring(folders)
  const secret = 'secret-of-the-bucket'
  try {
    const first = await openDesktop(prepared)
    await first.page.getByRole('link', { name: 'Settings' }).click()
    const part = first.page.getByRole('region', { name: 'Object storage' })
    await part.getByRole('button', { name: 'Use a bucket…' }).click()
    await part.getByRole('textbox', { name: 'Bucket' }).fill('media')
    await part.getByRole('textbox', { name: 'Endpoint' }).fill(`http://127.0.0.1:${s3.port}`)
    await part.getByRole('checkbox', { name: /^Path-style/ }).check()
    await part.getByRole('button', { name: 'Save' }).click()
    await part.getByRole('button', { name: 'Save keys…' }).click()
    await part.getByRole('textbox', { name: 'Access key' }).fill('test-key')
    await part.getByRole('textbox', { name: 'Secret key' }).fill(secret)
    await part.getByRole('button', { name: 'Save' }).click()
    await expect(part.getByText('keys from this computer’s keychain')).toBeVisible()
    await quit(first)

    const again = await openDesktop(prepared)
    await again.page.getByRole('link', { name: 'Settings' }).click()
    await expect(again.page.getByText('keys from this computer’s keychain')).toBeVisible()
    await again.page.getByRole('button', { name: 'Test connection' }).click()
    await expect(again.page.getByRole('list', { name: 'Connection test' }).getByText('Deleting')).toBeVisible()
    await quit(again)
    const written = [folders.home, folders.library, configFolder()]
    const files = (await Promise.all(written.map(filesBelow))).flat()
    const sealed = await Promise.all(files.filter((path) => path.endsWith('bucket-keys')).map((path) => readFile(path)))
    expect(sealed.length).toBeGreaterThan(0)
    if (process.platform === 'linux') expect(sealed.map((bytes) => bytes.toString('latin1', 0, 3))).toContain('v10')
    for (const path of files) expect((await readFile(path)).includes(secret), path).toBe(false)
  } finally {
    void s3.stop()
  }
})

test('without a keyring, the window offers no place for keys, because nothing would protect them', async ({
  folders,
}) => {
  test.skip(process.platform !== 'linux', 'Other systems always have a keychain.')
  const desktop = await openDesktop({ ...folders, options: ['--password-store=basic'] })
  const { page } = desktop
  await page.getByRole('link', { name: 'Settings' }).click()
  const part = page.getByRole('region', { name: 'Object storage' })
  await part.getByRole('button', { name: 'Use a bucket…' }).click()
  await part.getByRole('textbox', { name: 'Bucket' }).fill('media')
  await part.getByRole('button', { name: 'Save' }).click()
  await expect(part.getByRole('button', { name: 'Test connection' })).toBeVisible()
  await expect(part.getByRole('button', { name: 'Save keys…' })).toHaveCount(0)
  await quit(desktop)
})
