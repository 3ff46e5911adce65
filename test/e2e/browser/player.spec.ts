import type { Page } from '@playwright/test'
import { clip } from '../../support/clips.ts'
import { importInOrder, openTake, picture, position } from './on-screen.ts'
import { expect, test } from './rushes.ts'

test.beforeEach(async ({ app, server }) => {
  await importInOrder(server, [await clip('ten-seconds.webm')])
  await openTake(app, 'ten-seconds')
})

const timeCode = (app: Page) => app.getByRole('timer', { name: 'Time code' })
const isPaused = (app: Page) => picture(app).evaluate((video) => (video as HTMLVideoElement).paused)
const rate = (app: Page) => picture(app).evaluate((video) => (video as HTMLVideoElement).playbackRate)

test('Space plays and pauses', async ({ app }) => {
  await app.keyboard.press('Space')
  await expect.poll(() => position(app)).toBeGreaterThan(0.4)
  await app.keyboard.press('Space')
  await expect.poll(() => isPaused(app)).toBe(true)
  const stopped = await position(app)
  await expect(app.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
  expect(await position(app)).toBe(stopped)
})

test('a click on the picture plays, and the button pauses', async ({ app }) => {
  await picture(app).click()
  await expect.poll(() => position(app)).toBeGreaterThan(0)
  await app.getByRole('button', { name: 'Pause', exact: true }).click()
  await expect.poll(() => isPaused(app)).toBe(true)
})

test('arrows go a second on and back, Home and End to the first and last frame', async ({ app }) => {
  await app.keyboard.press('ArrowRight')
  await expect(timeCode(app)).toHaveText('00:01.000')
  await app.keyboard.press('ArrowRight')
  await expect(timeCode(app)).toHaveText('00:02.000')
  await app.keyboard.press('ArrowLeft')
  await expect(timeCode(app)).toHaveText('00:01.000')
  await app.keyboard.press('End')
  await expect(timeCode(app)).toHaveText('00:09.958')
  await expect(app.getByText('frame 239 / 240')).toBeVisible()
  await app.keyboard.press('Home')
  await expect(timeCode(app)).toHaveText('00:00.000')
})

test('full stop and comma go one frame on and back, and the picture is that of the frame', async ({ app }) => {
  for (const [frame, time] of [
    [1, '00:00.041'],
    [2, '00:00.083'],
    [3, '00:00.125'],
  ] as const) {
    await app.keyboard.press('.')
    await expect(timeCode(app)).toHaveText(time)
    await expect(app.getByText(`frame ${frame} / 240`)).toBeVisible()
    await expect.poll(async () => Math.floor((await position(app)) * 24)).toBe(frame)
  }
  await app.keyboard.press(',')
  await expect(timeCode(app)).toHaveText('00:00.083')

  await app.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await app.keyboard.press('ControlOrMeta+c')
  await expect(app.getByText('Copied the frame')).toBeVisible()
  const size = await app.evaluate(async () => {
    const [item] = await navigator.clipboard.read()
    const picture = item && (await createImageBitmap(await item.getType('image/png')))
    return [picture?.width, picture?.height]
  })
  expect(size).toEqual([320, 180])
  const saved = app.waitForEvent('download')
  await app.keyboard.press('ControlOrMeta+s')
  expect((await saved).suggestedFilename()).toBe('ten-seconds, frame 2.png')
})

test('L plays and then doubles, K stops, J plays backwards', async ({ app }) => {
  await app.keyboard.press('l')
  await expect.poll(() => isPaused(app)).toBe(false)
  await expect.poll(() => rate(app)).toBe(1)
  await app.keyboard.press('l')
  await expect.poll(() => rate(app)).toBe(2)
  await app.keyboard.press('k')
  await expect.poll(() => isPaused(app)).toBe(true)
  await app.keyboard.press('End')
  await expect(timeCode(app)).toHaveText('00:09.958')
  await app.keyboard.press('j')
  await expect.poll(() => position(app)).toBeLessThan(9.3)
  await app.keyboard.press('k')
  await expect(app.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
  expect(await position(app)).toBeGreaterThan(0)
})

test('in and out marks bound what is looped', async ({ app }) => {
  await app.keyboard.press('ArrowRight')
  await expect(timeCode(app)).toHaveText('00:01.000')
  await app.keyboard.press('i')
  for (let frame = 0; frame < 12; frame++) await app.keyboard.press('.')
  await expect(timeCode(app)).toHaveText('00:01.500')
  await app.keyboard.press('o')
  await expect(app.getByRole('button', { name: 'Go to in point' })).toHaveText('1.00')
  await expect(app.getByRole('button', { name: 'Go to out point' })).toHaveText('1.54')

  await app.keyboard.press('Shift+L')
  await expect(app.getByRole('button', { name: 'Loop' })).toHaveAttribute('aria-pressed', 'true')
  await picture(app).evaluate((video) => {
    const seen: number[] = []
    Object.assign(window, { seen })
    video.addEventListener('timeupdate', () => seen.push((video as HTMLVideoElement).currentTime))
  })
  await app.keyboard.press('Shift+I')
  await app.keyboard.press('Space')
  const wentRound = () =>
    app.evaluate(() => {
      const { seen } = window as unknown as { seen: number[] }
      return {
        rounds: seen.filter((time, i) => i > 0 && time < (seen[i - 1] ?? 0) - 0.1).length,
        latest: Math.max(...seen),
      }
    })
  await expect.poll(async () => (await wentRound()).rounds).toBeGreaterThan(1)
  // A busy machine notices the out mark late; the end of the take it must never see.
  const duration = await picture(app).evaluate((video) => (video as HTMLVideoElement).duration)
  expect((await wentRound()).latest).toBeLessThan(duration - 0.25)
  await app.keyboard.press('x')
  await expect(app.getByRole('button', { name: 'Go to in point' })).toBeHidden()
})

test('speed, loudness and silence are set by key and by hand; loudness is kept for the next take', async ({
  app,
  server,
}) => {
  await app.keyboard.press('Shift+>')
  await expect.poll(() => rate(app)).toBe(1.25)
  await app.getByRole('button', { name: 'Speed 1.25×' }).click()
  await app.getByRole('menuitemradio', { name: '0.5×' }).click()
  await expect.poll(() => rate(app)).toBe(0.5)
  await expect(app.getByRole('menu')).toBeHidden()
  await app.keyboard.press('m')
  await expect(app.getByRole('button', { name: 'Unmute' })).toBeVisible()
  await expect.poll(() => picture(app).evaluate((video) => (video as HTMLVideoElement).muted)).toBe(true)

  await importInOrder(server, [await clip('vp9.webm')])
  await app.keyboard.press('Escape')
  await openTake(app, 'vp9')
  await expect.poll(() => picture(app).evaluate((video) => (video as HTMLVideoElement).muted)).toBe(true)
})

test('the bar seeks where it is pressed and follows a drag', async ({ app }) => {
  const bar = app.getByRole('slider', { name: 'Position' })
  const box = await bar.boundingBox()
  if (!box) throw new Error('The bar has no place on screen.')
  const at = (share: number) => [box.x + box.width * share, box.y + box.height / 2] as const
  await app.mouse.move(...at(0.5))
  await app.mouse.down()
  await expect.poll(async () => Math.round((await position(app)) * 10) / 10).toBeCloseTo(5, 0)
  await app.mouse.move(...at(0.75), { steps: 5 })
  await app.mouse.up()
  await expect.poll(() => position(app)).toBeGreaterThan(7.2)
  expect(await position(app)).toBeLessThan(7.8)
  await expect(bar).toHaveAttribute('aria-valuetext', /^00:07\..* of 00:10/)
})

test('F fills the screen and Escape leaves only that', async ({ app }) => {
  await app.keyboard.press('f')
  await expect.poll(() => app.evaluate(() => document.fullscreenElement?.ariaLabel)).toBe('Player')
  // A name that nobody sees is not edited.
  await app.keyboard.press('F2')
  await expect(app.getByRole('heading', { level: 1 })).toHaveCount(1)
  await app.keyboard.press('f')
  await expect.poll(() => app.evaluate(() => document.fullscreenElement)).toBeNull()
  await expect(app.getByRole('heading', { name: 'ten-seconds', level: 1 })).toBeVisible()
})

test('a typed time is gone to, and times are written as time code or frames on request', async ({ app }) => {
  await app.getByTitle('Type a time to go to').focus()
  await app.keyboard.press('Enter')
  const field = app.getByRole('textbox', { name: 'Go to a time' })
  await field.fill('soon')
  await app.keyboard.press('Enter')
  await expect(field).toHaveAttribute('aria-invalid', 'true')
  await field.fill('0:02.5')
  await app.keyboard.press('Enter')
  await expect(timeCode(app)).toHaveText('00:02.500')
  const change = app.getByTitle(/^Times are written as/)
  await change.press('Enter')
  await expect(timeCode(app)).toHaveText('00:00:02:12')
  await change.press('Enter')
  await expect(timeCode(app)).toHaveText('60')
  await app.reload()
  await expect(timeCode(app)).toHaveText('0')
  await app.getByTitle('Type a time to go to').press('Enter')
  await field.fill('120')
  await app.keyboard.press('Enter')
  await expect.poll(() => position(app)).toBeCloseTo(5.02, 1)
})
