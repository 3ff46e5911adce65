import { mkdirSync } from 'node:fs'
import { expect } from '@playwright/test'
import { clip } from '../../support/clips.ts'
import { builtDecoder, putNotingDecoder } from '../../support/decoders.ts'
import { openDesktop, quit, test } from '../../support/desktop.ts'
import { dropFiles } from '../../support/drop.ts'
import { tile } from '../browser/on-screen.ts'

test('what is made for takes in view stops when another view comes, and begins again on the way back', async ({
  folders,
}) => {
  mkdirSync(folders.home, { recursive: true })
  const decoder = putNotingDecoder(folders.home, { stuck: true }, builtDecoder)
  process.env.RUSHES_TEST_DECODER = decoder.path
  const desktop = await openDesktop(folders)
  delete process.env.RUSHES_TEST_DECODER
  const { page } = desktop
  await dropFiles(page, [await clip('landscape.mp4')])
  await expect(tile(page, 'landscape')).toBeVisible()
  await expect.poll(decoder.atWork).toBe(1)
  await page.getByRole('link', { name: 'Workflows' }).click()
  await expect.poll(decoder.atWork).toBe(0)
  await page.getByRole('link', { name: /^Library/ }).click()
  await expect.poll(decoder.atWork).toBe(1)
  expect(decoder.begun()).toBe(2)
  await quit(desktop)
  expect(decoder.atWork()).toBe(0)
})
