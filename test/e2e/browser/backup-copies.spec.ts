import { mkdir, rename } from 'node:fs/promises'
import { generateIdentity, identityToRecipient } from 'age-encryption'
import { barriers } from './barriers.ts'
import { expect, test } from './rushes.ts'

test('backups are copied to another folder, encrypted, and a copy is compared with the library again', async ({
  app,
  server,
}, info) => {
  const folder = info.outputPath('other-disk')
  await mkdir(folder, { recursive: true })
  const identity = await generateIdentity()
  await app.goto(new URL('/settings', app.url()).href)
  const backups = app.getByRole('region', { name: 'Backups' })
  await backups.getByRole('button', { name: 'Back up now' }).click()
  await backups.getByRole('button', { name: 'Copy backups elsewhere…' }).click()
  const form = app.getByRole('form', { name: 'Copies of backups' })
  await form.getByRole('textbox', { name: 'Folder' }).fill(folder)
  await form.getByLabel('Encryption').selectOption({ label: 'For a public key (age)' })
  await form.getByRole('textbox', { name: 'Public key' }).fill(await identityToRecipient(identity))
  expect(await barriers(app)).toEqual([])
  await form.getByRole('button', { name: 'Save' }).click()

  // A missing disk is a sentence, until the next attempt.
  await rename(folder, `${folder}-away`)
  await backups.getByRole('button', { name: 'Copy now' }).click()
  await expect(backups.getByText(/^The last attempt failed .* was not found\. Connect its disk\./)).toBeVisible()
  expect(await barriers(app)).toEqual([])
  await rename(`${folder}-away`, folder)
  await backups.getByRole('button', { name: 'Try again' }).click()
  const copies = backups.getByRole('list', { name: 'Copies of backups' })
  await expect(copies.getByRole('listitem')).toContainText('On request · encrypted')
  await expect(backups.getByText(/^The last attempt failed/)).toBeHidden()

  // As if the backup here were lost.
  const { folder: own, items } = await server.client.backups.list()
  await rename(`${own}/${items[0]?.name}`, `${folder}/lost`)
  await copies.getByRole('button', { name: /^Restore the copy/ }).click()
  const dialog = app.getByRole('dialog')
  await dialog.getByLabel('Passphrase or private key').fill(await generateIdentity())
  await dialog.getByRole('button', { name: 'Fetch' }).click()
  await expect(dialog.getByRole('alert')).toContainText('Nothing was changed.')
  expect(await barriers(app)).toEqual([])
  await dialog.getByLabel('Passphrase or private key').fill(identity)
  await dialog.getByRole('button', { name: 'Fetch' }).click()
  await dialog.getByRole('button', { name: 'Compare…' }).click()
  await expect(app.getByRole('dialog').getByRole('row', { name: 'Takes 0 0' })).toBeVisible()

  // A person deletes the backup first, because its copy would be made again.
  await app.keyboard.press('Escape')
  await backups.getByRole('button', { name: /^Delete the copy of/ }).click()
  const doubt = app.getByRole('dialog', { name: /^Delete the/ })
  await doubt.getByRole('button', { name: 'Delete for good' }).click()
  await expect(app.getByText(/would copy it again\. Delete it there first\./)).toBeVisible()
  await doubt.getByRole('button', { name: 'Cancel' }).click()
  await backups.getByRole('button', { name: /^Delete the backup of/ }).click()
  expect(await barriers(app)).toEqual([])
  await doubt.getByRole('button', { name: 'Delete for good' }).click()
  await expect(app.getByText(/^Deleted the backup of/)).toBeVisible()
  await backups.getByRole('button', { name: /^Delete the copy of/ }).click()
  await doubt.getByRole('button', { name: 'Delete for good' }).click()
  await expect(copies).toBeHidden()
  expect((await server.client.backups.list()).items).toEqual([])
})
