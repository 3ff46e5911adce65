import type { Page } from '@playwright/test'
import { clip } from '../../support/clips.ts'
import type { Server } from '../../support/serve.ts'
import { barriers } from './barriers.ts'
import { expectDone, importInOrder, openTake, position } from './on-screen.ts'
import { expect, test } from './rushes.ts'

async function analyse(server: Server, config: Record<string, never> | { min_seconds: number }): Promise<void> {
  const video_ids = await server.client.videos.ids({})
  await expectDone(server, (await server.client.analyses.run({ analyser: 'scenes', config, video_ids })).id)
}

const lanes = (app: Page) => app.getByRole('region', { name: 'Analyses' })
const lane = (app: Page, name: string) => lanes(app).getByRole('slider', { name: `Scenes, ${name}` })

/** The ranges of the correction of a take. */
async function corrected({ client }: Server, id: string): Promise<[number, number, string | undefined][]> {
  const all = await client.analyses.ofVideo({ id })
  const found = all.find(({ config }) => config !== null && typeof config === 'object' && 'corrects' in config)
  return (found?.ranges ?? []).map(({ start, end, label }) => [start, end, label])
}

test('with keys alone: ranges are corrected and undone, three analyses compared, and moments found by a bar', async ({
  app,
  server,
}) => {
  await importInOrder(server, [await clip('marked.webm'), await clip('ten-seconds.webm')])
  await analyse(server, {})
  await analyse(server, { min_seconds: 1.8 })
  await openTake(app, 'marked')
  const { items } = await server.client.videos.list({})
  const id = items.find(({ name }) => name === 'marked')?.id ?? ''
  await lanes(app).getByRole('button', { name: 'Scenes defaults' }).focus()
  await app.keyboard.press('Enter')
  await app.getByRole('menuitem', { name: 'Correct by hand' }).focus()
  await app.keyboard.press('Enter')

  // The cut at 2 s is three frames later, and both of its shots have it.
  await expect(lane(app, 'by hand')).toBeFocused()
  await app.keyboard.press('End')
  await app.keyboard.press('Home')
  await app.keyboard.press('ArrowRight')
  await expect.poll(() => position(app)).toBeCloseTo(2.02, 1)
  for (let frame = 1; frame <= 3; frame += 1) {
    await app.keyboard.press('.')
    await expect.poll(() => position(app)).toBeCloseTo(2.02 + frame * 0.04, 1)
  }
  await app.keyboard.press('[')
  const cuts = async () => (await corrected(server, id)).map(([start]) => start)
  await expect.poll(cuts).toEqual([0, 2.12, 3.52, 5, 6])
  await app.keyboard.press('F2')
  await expect(app.getByRole('combobox', { name: 'Label' })).toBeFocused()
  await app.keyboard.press('ControlOrMeta+a')
  await app.keyboard.type('dissolve')
  await app.keyboard.press('Enter')
  await expect.poll(async () => (await corrected(server, id))[1]).toEqual([2.12, 3.52, 'dissolve'])
  await expect(lane(app, 'by hand')).toBeFocused()
  await app.keyboard.press('Delete')
  await expect.poll(cuts).toEqual([0, 3.52, 5, 6])
  await app.keyboard.press('a')
  await expect.poll(cuts).toEqual([0, 2.12, 3.52, 5, 6])
  const measures = app.getByRole('table', { name: 'Measured against the correction' })
  await expect(measures.getByRole('row', { name: /^defaults \d+% \d+% \d+%$/ })).toBeVisible()
  for (const left of [4, 5, 5, 5]) {
    await app.keyboard.press('ControlOrMeta+z')
    await expect.poll(async () => (await cuts()).length).toBe(left)
  }
  await expect.poll(cuts).toEqual([0, 2, 3.52, 5, 6])

  for (const name of ['by hand', 'defaults', 'shortest shot 1.8 s']) {
    await lane(app, name).focus()
    await app.keyboard.press('c')
  }
  const comparison = lanes(app).getByRole('region', { name: 'Scenes compared' })
  await expect(
    comparison.getByRole('row', { name: /^corrected by hand and defaults 100% 100% 100% 100% 5 0 0/ }),
  ).toBeVisible()
  await expect(comparison.getByRole('row', { name: /^corrected by hand and shortest shot 1\.8 s 25%/ })).toBeVisible()
  expect(await barriers(app)).toEqual([])
  await lane(app, 'defaults').focus()
  await app.keyboard.press('h')
  await lanes(app).getByRole('listbox', { name: 'Duration, Scenes, defaults' }).focus()
  await app.keyboard.press('ArrowRight')
  await app.keyboard.press('Enter')
  await expect(lane(app, 'defaults')).toHaveAttribute('aria-valuemax', '2')

  await app.goto(new URL('/analyses?by=configuration', app.url()).href)
  await expect(app.getByRole('grid', { name: 'Configurations' }).getByRole('row')).toHaveCount(4)
  await app.getByRole('row', { name: /shortest shot/ }).click()
  await app.getByRole('row', { name: /defaults/ }).click({ modifiers: ['ControlOrMeta'] })
  await app.keyboard.press('c')
  const takes = app.getByRole('grid', { name: 'Compared takes' })
  await expect(takes.getByRole('row').nth(1)).toHaveAccessibleName('marked, 25% agreement, differs from 00:02.000')
  await expect(takes.getByRole('row').nth(2)).toHaveAccessibleName('ten-seconds, 100% agreement')
  expect(await barriers(app)).toEqual([])
  const durations = app.getByRole('listbox', { name: 'Duration, shortest shot 1.8 s' })
  await durations.focus()
  await app.keyboard.press('Enter')
  await expect(takes.getByRole('row')).toHaveCount(2)
  await app.keyboard.press('Escape')
  await expect(takes.getByRole('row')).toHaveCount(3)
  await takes.focus()
  await app.keyboard.press('ArrowDown')
  await app.keyboard.press('Enter')
  await expect(app.getByRole('heading', { name: 'marked', level: 1 })).toBeVisible()
  await expect(lanes(app).getByRole('region', { name: 'Scenes compared' })).toBeVisible()
  await expect.poll(() => position(app)).toBeCloseTo(2.02, 1)
})
