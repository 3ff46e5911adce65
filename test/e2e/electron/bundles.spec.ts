import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { clip } from '../../support/clips.ts'
import { answerDialogWith, test } from '../../support/desktop.ts'
import { dropFiles } from '../../support/drop.ts'
import { tiles } from '../browser/on-screen.ts'

test('the library is exported to a chosen folder, shown there, and a dropped bundle is previewed', async ({
  desktop,
  folders,
}) => {
  const { page, app } = desktop
  await dropFiles(page, [await clip('landscape.mp4')])
  await expect(tiles(page)).toHaveCount(1)
  const bundle = join(folders.library, '..', 'bundle')
  await answerDialogWith(desktop, [bundle])
  await app.evaluate(({ shell }) => {
    const shown: string[] = []
    Object.assign(globalThis, { shown })
    shell.showItemInFolder = (path) => void shown.push(path)
  })
  await app.evaluate(({ Menu }) => {
    const file = Menu.getApplicationMenu()?.items.find(({ label }) => label === 'File')
    file?.submenu?.items.find(({ label }) => label === 'Export Library…')?.click()
  })
  await page.getByRole('button', { name: 'To a folder…' }).press('Enter')
  await expect.poll(() => app.evaluate(() => (globalThis as { shown?: string[] }).shown)).toEqual([bundle])
  await expect(page.getByText('1 file exported to bundle')).toBeVisible()

  await dropFiles(page, [bundle])
  const importing = page.getByRole('dialog', { name: 'Import bundle' })
  await expect(importing.getByRole('row', { name: 'Takes' })).toHaveText('Takes01')
  await importing.getByRole('button', { name: 'Import' }).press('Enter')
  await expect(page.getByText('The library already had all of the bundle')).toBeVisible()
  await rm(bundle, { recursive: true })
})
