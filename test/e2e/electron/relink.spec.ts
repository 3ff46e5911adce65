import { cp, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { clip } from '../../support/clips.ts'
import { answerDialogWith, catchRestarts, test } from '../../support/desktop.ts'
import { dropFiles } from '../../support/drop.ts'
import { ended } from '../../support/ended-process.ts'
import { picture, tile } from '../browser/on-screen.ts'

test('a library folder that is moved while open is opened again where it is now', async ({ desktop, folders }) => {
  const { page, program } = desktop
  const started = await catchRestarts(desktop, folders)
  const moved = `${folders.library}-moved`
  await rename(folders.library, moved)
  const notice = page.getByRole('alert').filter({ hasText: 'Nothing is saved' })
  await expect(notice).toContainText(folders.library)
  await answerDialogWith(desktop, [moved])
  await notice.getByRole('button', { name: /^(Open it there|Find the folder…)$/ }).click()
  expect(await ended(program)).toBe(0)
  expect(await started()).toHaveLength(1)
  expect((await started())[0]?.slice(-2)).toEqual(['--library', moved])
  expect((await started())[0]).not.toContain(folders.library)
})

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
  await expect(page.getByRole('heading', { name: 'The file is missing.' })).toBeVisible()
  const locate = page.getByRole('button', { name: 'Locate the file…' })

  const closed = await answerDialogWith(desktop, [])
  await locate.click()
  await expect.poll(closed).toHaveLength(1)
  await answerDialogWith(desktop, [await clip('landscape.mp4')])
  await locate.click()
  await expect(page.getByRole('alert').filter({ hasText: 'has another content than “ferry”' })).toBeVisible()

  await answerDialogWith(desktop, [now])
  await locate.click()
  await expect.poll(() => picture(page).evaluate((video) => (video as HTMLVideoElement).readyState)).toBeGreaterThan(1)
  await page.getByRole('tab', { name: /Locations/ }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'used for playback' })).toContainText('sorted.webm')
})
