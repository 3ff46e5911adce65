import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { clip } from '../../support/clips.ts'
import { grid, importInOrder, openTake, tile } from './on-screen.ts'
import { expect, test } from './rushes.ts'

/** Moves the pointer to a part of the width of an element. */
async function pointAt(app: Page, element: Locator, part: number): Promise<void> {
  const box = await element.boundingBox()
  if (!box) throw new Error('It is not on screen.')
  await app.mouse.move(box.x + box.width * part, box.y + box.height / 2)
}

const frame = (element: Locator) => element.locator('[data-frame]')
const bar = (app: Page) => app.getByRole('slider', { name: 'Position' })

function storyboards(folder: string): string[] {
  return readdirSync(join(folder, 'cache', 'storyboards'), { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.jpg'))
}

test('the pointer walks through a take in the grid, and nothing of the file itself is read', async ({
  app,
  server,
}) => {
  await importInOrder(server, [await clip('marked.mp4')])
  const originals: string[] = []
  app.on('request', (request) => {
    if (request.url().includes('/media/videos/')) originals.push(request.url())
  })
  const take = tile(app, 'marked')
  await pointAt(app, take, 0.1)
  await expect(frame(take)).toHaveAttribute('data-frame', '2')
  await pointAt(app, take, 0.9)
  await expect(frame(take)).toHaveAttribute('data-frame', '22')
  expect(
    await frame(take).evaluate((element) => element.computedStyleMap().get('background-position')?.toString()),
  ).toBe('50% 100%')
  await app.mouse.move(0, 0)
  await expect(frame(take)).toHaveCount(0)
  await expect(take.locator('img')).toBeVisible()
  await expect
    .poll(() => take.locator('img').evaluate((poster) => (poster as HTMLImageElement).naturalWidth))
    .toBeGreaterThan(0)
  expect(originals).toEqual([])
})

test('keys walk through the take that they are on', async ({ app, server }) => {
  await importInOrder(server, [await clip('marked.mp4')])
  const take = tile(app, 'marked')
  await expect(take).toBeVisible()
  await grid(app).focus()
  await app.keyboard.press('ArrowRight')
  await app.keyboard.press('.')
  await expect(frame(take)).toHaveAttribute('data-frame', '0')
  await app.keyboard.press('.')
  await app.keyboard.press('.')
  await expect(frame(take)).toHaveAttribute('data-frame', '2')
  await app.keyboard.press(',')
  await expect(frame(take)).toHaveAttribute('data-frame', '1')
  await app.keyboard.press('Escape')
  await expect(frame(take)).toHaveCount(0)
})

test('storyboards of what is in view are made without being asked for', async ({ app, server }) => {
  await importInOrder(server, [await clip('marked.mp4'), await clip('landscape.mp4'), await clip('portrait.mp4')])
  await expect(tile(app, 'portrait')).toBeVisible()
  await expect.poll(() => storyboards(server.folder).length).toBe(3)
})

test('a take that cannot be decoded keeps its poster', async ({ app, server }) => {
  await app.route('**/rpc/previews/storyboard', (route) =>
    route.fulfill({
      status: 500,
      json: { json: { defined: true, code: 'TOOL_FAILED', status: 500, message: 'ffmpeg failed.' } },
    }),
  )
  await importInOrder(server, [await clip('marked.mp4')])
  const take = tile(app, 'marked')
  const answered = app.waitForResponse('**/rpc/previews/storyboard')
  await pointAt(app, take, 0.5)
  await answered
  await expect(frame(take)).toHaveCount(0)
  await expect(take.locator('img')).toBeVisible()
})

test('the bar of the player shows its frames, and above the pointer the one of that time', async ({ app, server }) => {
  await importInOrder(server, [await clip('ten-seconds.webm')])
  await openTake(app, 'ten-seconds')
  await expect(bar(app).locator('[data-drawn] i')).toHaveCount(12)
  await pointAt(app, bar(app), 0.5)
  await expect(bar(app).getByText('00:05.', { exact: false })).toBeVisible()
  await expect(bar(app).locator('[data-picture] i')).toBeVisible()
  // At both ends it stays over the bar.
  for (const part of [0.001, 0.999]) {
    await pointAt(app, bar(app), part)
    const [inner, outer] = [await bar(app).locator('[data-picture]').boundingBox(), await bar(app).boundingBox()]
    expect(inner?.x).toBeGreaterThanOrEqual((outer?.x ?? 0) - 1)
    expect((inner?.x ?? 0) + (inner?.width ?? 0)).toBeLessThanOrEqual((outer?.x ?? 0) + (outer?.width ?? 0) + 1)
  }
})

test('the loudness lies under the frames where a take has sound, and only there', async ({ app, server }) => {
  await importInOrder(server, [await clip('ten-seconds.webm'), await clip('vp9.webm')])
  await openTake(app, 'vp9')
  await expect(bar(app).locator('canvas[data-drawn]')).toBeVisible()
  await app.keyboard.press('Escape')
  await openTake(app, 'ten-seconds')
  await expect(bar(app)).toBeVisible()
  await expect(bar(app).locator('canvas')).toHaveCount(0)
})
