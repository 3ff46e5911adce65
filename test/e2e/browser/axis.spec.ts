import type { Locator, Page } from '@playwright/test'
import { clip } from '../../support/clips.ts'
import { barriers } from './barriers.ts'
import { expectDone, importInOrder, openTake, position } from './on-screen.ts'
import { expect, test } from './rushes.ts'

const shown = (app: Page) => app.getByRole('status', { name: 'Shown part', exact: true })
const bar = (app: Page) => app.getByRole('slider', { name: 'Position' })

async function boxOf(element: Locator) {
  const box = await element.boundingBox()
  if (!box) throw new Error('The element is not on screen.')
  return box
}

test.beforeEach(async ({ app, server }) => {
  await importInOrder(server, [await clip('marked.webm')])
  const video_ids = await server.client.videos.ids({})
  for (const analyser of ['scenes', 'silence'])
    await expectDone(server, (await server.client.analyses.run({ analyser, config: {}, video_ids })).id)
  await openTake(app, 'marked')
})

test('strip and lanes have one axis and one playhead, which keys zoom', async ({ app }) => {
  const lane = app.getByRole('region', { name: 'Analyses' }).getByRole('slider', { name: /^Scenes/ })
  await expect(lane).toBeVisible()
  const playheads = app.locator('[data-playhead]')
  await expect(playheads).toHaveCount(1)
  const columns = async () => {
    const [strip, row] = [await boxOf(bar(app)), await boxOf(lane)]
    return [row.x - strip.x, row.width - strip.width].map(Math.round)
  }
  expect(await columns()).toEqual([0, 0])
  const [playhead, row] = [await boxOf(playheads), await boxOf(lane)]
  expect(playhead.y + playhead.height).toBeGreaterThan(row.y + row.height)

  await app.keyboard.press('ArrowRight')
  await app.keyboard.press('ArrowRight')
  await expect.poll(() => position(app)).toBeCloseTo(2.02, 1)
  await app.keyboard.press('+')
  await app.keyboard.press('+')
  await expect(shown(app)).toHaveText('00:01.515 – 00:03.515')
  expect(await columns()).toEqual([0, 0])
  // A click in the middle of the zoomed lane and strip is in the middle of what they show.
  await app.mouse.click(row.x + row.width / 2, row.y + row.height / 2)
  await expect.poll(() => position(app)).toBeCloseTo(2.02, 1)
  const strip = await boxOf(bar(app))
  await app.mouse.click(strip.x + strip.width * 0.75, strip.y + strip.height - 10)
  await expect.poll(() => position(app)).toBeCloseTo(3.02, 1)
  await app.keyboard.press('End')
  await expect(shown(app)).toHaveText('00:06.000 – 00:08.000')
  await expect(playheads).toHaveCount(1)
  expect(await barriers(app)).toEqual([])
  await app.keyboard.press('-')
  await expect(shown(app)).toHaveText('00:04.000 – 00:08.000')
  await app.keyboard.press('z')
  await expect(shown(app)).toBeHidden()
})

test('Ctrl and the wheel zoom at the pointer, the wheel and the bar above pan', async ({ app }) => {
  const box = await boxOf(bar(app))
  await app.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await app.keyboard.down('Control')
  await app.mouse.wheel(0, -100)
  await app.mouse.wheel(0, -100)
  await app.keyboard.up('Control')
  const times = async () => ((await shown(app).textContent()) ?? '').split(' – ').map((text) => Number(text.slice(3)))
  const [start = 0, end = 0] = await times()
  expect((start + end) / 2).toBeCloseTo(4, 1)
  expect(end - start).toBeCloseTo(8 * Math.exp(-1), 1)
  await app.mouse.wheel(0, box.width)
  await expect.poll(async () => (await times())[0]).toBeGreaterThan(5)
  const thumb = app.getByRole('scrollbar', { name: 'Shown part of the take' })
  await thumb.focus()
  for (let times = 0; times < 9; times++) await app.keyboard.press('ArrowLeft')
  await expect.poll(times).toEqual([0, expect.closeTo(8 * Math.exp(-1), 1)])
  const from = await boxOf(thumb)
  await app.mouse.move(from.x + 10, from.y + 3)
  await app.mouse.down()
  await app.mouse.move(from.x + 10 + box.width / 8, from.y + 3, { steps: 3 })
  await app.mouse.up()
  await expect.poll(async () => (await times())[0]).toBeCloseTo(1, 1)
})

test('playback turns the pages of a zoomed axis', async ({ app }) => {
  for (let times = 0; times < 4; times++) await app.keyboard.press('+')
  await expect(shown(app)).toHaveText(/^00:00.0\d\d – 00:00.5\d\d$/)
  await app.keyboard.press('Space')
  await expect.poll(async () => Number((await shown(app).textContent())?.slice(3, 9))).toBeGreaterThan(0.9)
  await app.keyboard.press('Space')
  await expect(app.locator('[data-playhead]')).toHaveCount(1)
})

test('several ranges are marked, shown with keyframes, and extracted at once', async ({ app, server }) => {
  const keys = async (...pressed: string[]) => {
    for (const key of pressed) await app.keyboard.press(key)
  }
  const at = (seconds: number) => expect.poll(() => position(app)).toBeCloseTo(seconds + 0.02, 1)
  await keys('ArrowRight')
  await at(1)
  await keys('i', '.', '.', 'o', 'e', 'ArrowRight')
  await at(2.08)
  await keys('i', '.', '.', 'o')
  await expect(app.getByRole('img', { name: /^Keyframes: \d+/ })).toBeVisible()
  await app.getByRole('button', { name: 'Extract 2 ranges' }).press('Enter')
  const dialog = app.getByRole('dialog', { name: 'Extract 2 ranges' })
  const ranges = dialog.getByRole('list', { name: 'Ranges to extract' }).getByRole('listitem')
  await expect(ranges).toHaveText(['00:01.000 – 00:01.120 0.12 s', '00:02.080 – 00:02.200 0.12 s'])
  await expect(dialog.getByRole('radio', { name: /^Exact/ })).toBeFocused()
  await app.keyboard.press('ArrowDown')
  await expect(ranges.first()).toContainText(/keyframe/)
  expect(await barriers(app)).toEqual([])
  await app.keyboard.press('ArrowUp')
  await dialog.getByRole('button', { name: 'Extract 2 takes' }).press('Enter')
  await expect.poll(async () => (await server.client.videos.ids({})).length).toBe(3)
  const jobs = await server.client.jobs.list({})
  expect(jobs.find(({ kind }) => kind === 'processing')).toMatchObject({ title: 'marked, 2 ranges' })
})
