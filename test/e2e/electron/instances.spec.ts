import { join } from 'node:path'
import { expect } from '@playwright/test'
import { openDesktop, quit, startDesktop, test } from '../../support/desktop.ts'
import { ended } from '../../support/ended-process.ts'

test('a second start on the same library leaves at once and brings the first window to the front', async ({
  folders,
  desktop,
}) => {
  await desktop.app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows()[0]
    window?.hide()
  })
  expect(await ended(startDesktop(folders))).toBe(0)
  await expect
    .poll(() =>
      desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((one) => one.isVisible())),
    )
    .toEqual([true])
})

test('another library opens beside it, in a window of its own', async ({ folders, desktop }) => {
  const other = await openDesktop({ ...folders, library: join(folders.library, '..', 'other') })
  await expect(other.page).toHaveTitle(/Rushes/)
  await expect(desktop.page).toHaveTitle(/Rushes/)
  await quit(other)
})
