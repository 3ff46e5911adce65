import { mkdirSync } from 'node:fs'
import { expect } from '@playwright/test'
import { clip } from '../../support/clips.ts'
import { openDesktop, quit, test } from '../../support/desktop.ts'
import { dropFiles } from '../../support/drop.ts'
import { putStuckFfmpeg } from '../../support/stuck-ffmpeg.ts'
import { tile } from '../browser/on-screen.ts'

test.skip(process.platform === 'win32', 'the ffmpeg of this test is a script')

test('what is made for takes in view stops when another view comes, and begins again on the way back', async ({
  folders,
}) => {
  mkdirSync(folders.home, { recursive: true })
  const ffmpeg = putStuckFfmpeg(folders.home)
  process.env.RUSHES_FFMPEG = ffmpeg.path
  const desktop = await openDesktop(folders)
  delete process.env.RUSHES_FFMPEG
  const { page } = desktop
  await dropFiles(page, [await clip('landscape.mp4')])
  await expect(tile(page, 'landscape')).toBeVisible()
  await expect.poll(ffmpeg.atWork).toBe(1)
  await page.getByRole('link', { name: 'Workflows' }).click()
  await expect.poll(ffmpeg.atWork).toBe(0)
  await page.getByRole('link', { name: /^Library/ }).click()
  await expect.poll(ffmpeg.atWork).toBe(1)
  expect(ffmpeg.begun()).toBe(2)
  await quit(desktop)
  expect(ffmpeg.atWork()).toBe(0)
})
