import { cp, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { clip } from '../../support/clips.ts'
import { answerDialogWith, test } from '../../support/desktop.ts'
import { dropFiles } from '../../support/drop.ts'
import { picture, tile } from '../browser/on-screen.ts'

test('a file that was moved is located with the native dialog, and plays from there', async ({ desktop, folders }) => {
  const { page } = desktop
  const [before, now] = ['ferry.webm', 'sorted.webm'].map((name) => join(folders.library, '..', name)) as [
    string,
    string,
  ]
  await cp(await clip('ten-seconds.webm'), before)
  await dropFiles(page, [before])
  await expect(tile(page, 'ferry')).toBeVisible()
  await rename(before, now)
  await tile(page, 'ferry').dblclick()
  await expect(page.getByRole('heading', { name: 'The file is not where it was.' })).toBeVisible()
  const locate = page.getByRole('button', { name: 'Locate the file…' })

  const closed = await answerDialogWith(desktop, [])
  await locate.click()
  await expect.poll(closed).toHaveLength(1)
  await answerDialogWith(desktop, [await clip('landscape.mp4')])
  await locate.click()
  await expect(page.getByRole('alert').filter({ hasText: 'has another content than ferry' })).toBeVisible()

  await answerDialogWith(desktop, [now])
  await locate.click()
  await expect.poll(() => picture(page).evaluate((video) => (video as HTMLVideoElement).readyState)).toBeGreaterThan(1)
  await page.getByRole('tab', { name: /Where/ }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'plays from here' })).toContainText('sorted.webm')
})
