import { expect } from '@playwright/test'
import { clip } from '../../support/clips.ts'
import { test } from '../../support/desktop.ts'
import { dropFiles } from '../../support/drop.ts'
import { openTake, picture, position, tile } from '../browser/on-screen.ts'

test('a take plays, and a seek into the middle shows that picture at once', async ({ desktop: { page } }) => {
  const statuses: number[] = []
  page.on('response', (response) => {
    if (response.url().startsWith('rushes://app/media/videos/')) statuses.push(response.status())
  })
  await dropFiles(page, [await clip('ten-seconds.webm')])
  await openTake(page, 'ten-seconds')
  await page.keyboard.press('Space')
  await expect.poll(() => position(page)).toBeGreaterThan(0.2)
  await page.keyboard.press('Space')
  const state = await picture(page).evaluate(async (element) => {
    const video = element as HTMLVideoElement
    const sought = new Promise((resolve) => video.addEventListener('seeked', resolve, { once: true }))
    video.currentTime = 4.5
    await sought
    return { seconds: video.currentTime, ready: video.readyState, seekable: video.seekable.end(0) }
  })
  expect(state.seconds).toBeCloseTo(4.5, 1)
  expect(state.ready).toBeGreaterThanOrEqual(2)
  expect(state.seekable).toBeCloseTo(10, 0)
  expect(statuses).toContain(206)
  await page.keyboard.press('.')
  await expect.poll(() => position(page)).toBeGreaterThan(4.5)
  expect(await position(page)).toBeLessThan(4.6)
})

test('a part of a file is answered as that part', async ({ desktop: { page } }) => {
  await dropFiles(page, [await clip('ten-seconds.webm')])
  await openTake(page, 'ten-seconds')
  const part = await picture(page).evaluate(async (element) => {
    const response = await fetch((element as HTMLVideoElement).currentSrc, { headers: { range: 'bytes=100-299' } })
    const { status, headers } = response
    return { status, range: headers.get('content-range'), bytes: (await response.arrayBuffer()).byteLength }
  })
  expect(part).toMatchObject({ status: 206, bytes: 200 })
  expect(part.range).toMatch(/^bytes 100-299\/\d+$/)
})

test('a codec that the window cannot play gets a proxy, which then plays', async ({ desktop: { page } }) => {
  await dropFiles(page, [await clip('prores.mov')])
  await tile(page, 'prores').dblclick()
  const canPlay = await page.evaluate(() =>
    document.createElement('video').canPlayType('video/mp4; codecs="avc1.640028"'),
  )
  await expect(page.getByRole('heading', { name: 'Can’t play ProRes.' })).toBeVisible()
  test.skip(canPlay === '', 'This Electron plays no H.264, which proxies are made of.')
  await page.getByRole('button', { name: 'Create proxy' }).click()
  await expect(page.getByText('Playing a proxy')).toBeVisible()
  await page.keyboard.press('Space')
  await expect.poll(() => position(page)).toBeGreaterThan(0.2)
})

test('the player fills the screen and leaves it again', async ({ desktop: { page } }) => {
  await dropFiles(page, [await clip('ten-seconds.webm')])
  await openTake(page, 'ten-seconds')
  await page.keyboard.press('f')
  await expect.poll(() => page.evaluate(() => document.fullscreenElement?.ariaLabel)).toBe('Player')
  await page.keyboard.press('f')
  await expect.poll(() => page.evaluate(() => document.fullscreenElement)).toBeNull()
})
