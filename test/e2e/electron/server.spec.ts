import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { clip } from '../../support/clips.ts'
import { catchRestarts, openDesktop, quit, test } from '../../support/desktop.ts'
import { serve } from '../../support/serve.ts'

test('a window shows a served library: wrong token, playing, import, a restart of the server', async ({ folders }) => {
  const root = await mkdtemp(join(tmpdir(), 'rushes-served-'))
  let server = await serve(join(root, 'library'))
  const { origin: url, port } = new URL(server.address)
  const { token } = await server.terminal<{ token: string }>('token', 'create', '--user', 'mia', '--scope', 'write')
  const desktop = await openDesktop({ ...folders, options: ['--url', url] })
  const { page } = desktop
  const notice = page.getByRole('form', { name: 'Token' })
  await expect(notice).toContainText('Enter a token')
  await notice.getByLabel('Token').fill('wrong')
  await page.keyboard.press('Enter')
  await expect(notice).toContainText('Open Rushes at the address')
  await notice.getByLabel('Token').fill(token)
  await page.keyboard.press('Enter')
  await expect(page.getByText('Drop videos here')).toBeVisible()
  await expect(notice).toBeHidden()

  // A chosen file is uploaded: the server cannot read the paths of this computer.
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Import files…' }).click()
  await (await chooser).setFiles(await clip('square.mp4'))
  const take = page.getByRole('option', { name: /square/ })
  await expect(take).toBeVisible()
  await take.dblclick()
  await page.keyboard.press('Space')
  await expect
    .poll(() => page.locator('video').evaluate((video: HTMLVideoElement) => video.currentTime))
    .toBeGreaterThan(0)
  await expect(page.getByRole('button', { name: 'Show in folder' })).toHaveCount(0)

  await page.evaluate(() => Object.assign(window, { isSamePage: true }))
  await server.stop()
  await expect(page.getByRole('alert').filter({ hasText: 'Reconnecting…' })).toContainText('can’t be reached')
  server = await serve(join(root, 'library'), Number(port))
  await expect(page.getByText('Reconnecting…')).toBeHidden()
  await page.getByRole('link', { name: 'Settings' }).click()
  await expect(page.getByText(`This window shows a library that ${url} serves.`)).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Watched folders' })).toHaveCount(0)
  await expect(page.getByText(/kept on this computer: (?!0 B)/)).toBeVisible()
  await page.getByRole('button', { name: 'Clear cache' }).click()
  expect(await page.evaluate(() => 'isSamePage' in window)).toBe(true)
  await quit(desktop)
  await server.stop()
  await rm(root, { recursive: true, force: true })
})

test('the window shares its library, and opens one on the network only if the token is right', async ({
  desktop,
  folders,
}) => {
  const { page } = desktop
  const started = await catchRestarts(desktop, folders)
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Share this library…' }).click()
  await page.getByRole('spinbutton', { name: 'Port' }).fill('0')
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  const url = await page.getByRole('button', { name: /^Copy address http/ }).innerText()
  await page.getByRole('button', { name: 'Create a token…' }).click()
  await page.getByRole('textbox', { name: 'User' }).fill('mia')
  await page.getByRole('button', { name: 'Create', exact: true }).click()
  await expect(page.getByText('It is not shown again.')).toBeVisible()
  const label = await page.getByRole('button', { name: /^Copy token/ }).getAttribute('aria-label')
  expect(label).toMatch(/eyJ/)
  await page.getByRole('button', { name: 'Open a library on the network…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Open a library on the network' })
  await dialog.getByLabel('Address').fill('http://studio.example')
  await dialog.getByLabel('Token').fill('wrong')
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('alert')).toContainText('Use https://studio.example')
  await dialog.getByLabel('Address').fill(url)
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('alert')).toBeVisible()
  expect(await started()).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Stop sharing' }).click()
  await expect(page.getByRole('button', { name: 'Share this library…' })).toBeVisible()
  await expect(fetch(url)).rejects.toThrow()
})
