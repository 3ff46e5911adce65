import type { Page } from '@playwright/test'
import { clip } from '../../support/clips.ts'
import { barriers, choose } from './barriers.ts'
import { importTogether, openTake, tiles } from './on-screen.ts'
import { expect, test } from './rushes.ts'
import { open } from './workflows-on-screen.ts'

const frames = (app: Page) => app.getByRole('listbox', { name: 'Frames' })
const shown = (app: Page) => frames(app).getByRole('option', { selected: true })

test('a timeline of a take, by keys: its frames, which is which, similar ones and a range', async ({ app, server }) => {
  await choose(app, 'Light')
  await importTogether(server, [await clip('ten-seconds.mp4')])
  await expect(tiles(app)).toHaveCount(1)
  await openTake(app, 'ten-seconds')
  await app.keyboard.press('Shift+N')
  const dialog = app.getByRole('dialog', { name: 'New timeline' })
  await expect(dialog.getByText('About 20 frames')).toBeVisible()
  await app.keyboard.press('Tab')
  await app.keyboard.press('ControlOrMeta+a')
  await app.keyboard.type('0')
  await app.keyboard.press('Enter')
  await expect(dialog).toBeVisible()
  await app.keyboard.press('ControlOrMeta+a')
  await app.keyboard.type('2')
  await app.keyboard.press('Enter')

  await expect(app.getByRole('heading', { name: 'ten-seconds', level: 1 })).toBeVisible()
  await expect(app.getByText('20 frames').first()).toBeVisible()
  await expect(frames(app)).toBeFocused()
  await expect(shown(app)).toHaveAccessibleName(/^Frame 0, 00:00.000, 0 in the video/)
  await app.keyboard.press('ArrowRight')
  await app.keyboard.press('ArrowRight')
  await expect(shown(app)).toHaveAccessibleName(/^Frame 2, 00:01.000, 24 in the video/)
  await expect(app.getByRole('img', { name: 'Frame 2' })).toBeVisible()
  await app.keyboard.press('i')
  await app.keyboard.press('PageDown')
  await app.keyboard.press('o')
  await app.keyboard.press('End')
  await expect(shown(app)).toHaveAccessibleName(/^Frame 19/)
  await app.keyboard.press('Shift+I')
  await expect(shown(app)).toHaveAccessibleName(/^Frame 2,/)
  await app.keyboard.press('Home')
  await app.keyboard.press('l')
  await expect(shown(app)).toHaveAccessibleName(/^Frame [1-9]/)
  await app.keyboard.press('k')

  const slider = app.getByRole('slider', { name: 'Dim similar frames' })
  await slider.focus()
  await app.keyboard.press('End')
  await expect(app.getByText(/^\d+ dimmed/)).toBeVisible()
  await expect(
    frames(app)
      .getByRole('option', { name: /nearly identical to the one before/ })
      .first(),
  ).toBeVisible()

  await app.keyboard.press('Escape')
  await expect(app.getByRole('link', { name: 'Timeline, 2 a second' })).toBeVisible()
  await app.getByRole('link', { name: 'Timelines 1' }).click()
  const row = app.getByRole('row', { name: 'ten-seconds, 2 a second, 20 frames' })
  await row.click()
  await app.keyboard.press('Delete')
  await expect(app.getByRole('heading', { name: 'No timelines yet' })).toBeVisible()
  await app.getByRole('link', { name: 'Trash 1' }).click()
  await app
    .getByRole('grid', { name: 'Trash' })
    .getByRole('row', { name: /^ten-seconds, Timeline, \d/ })
    .click()
  await app.keyboard.press('r')
  await expect(app.getByRole('heading', { name: 'The trash is empty' })).toBeVisible()
  await app.getByRole('link', { name: 'Timelines 1' }).click()
  await row.dblclick()
  await expect(frames(app)).toBeVisible()
  expect(await barriers(app)).toEqual([])
})

test('checkpoints, by keys: state on the picture, two forks, what differs, prune and undo', async ({ app, server }) => {
  const { client } = server
  await importTogether(server, [await clip('ten-seconds.mp4')])
  const video_id = (await client.videos.list({})).items[0]?.id ?? ''
  const { timeline_id, checkpoint_id: root } = await client.timelines.create({ video_id })
  await expect.poll(async () => (await client.timelines.get({ id: timeline_id })).state).toBe('ready')
  const save = async (parent_checkpoint_id: string, output: unknown) =>
    (await client.checkpoints.save({ timeline_id, parent_checkpoint_id, stage_name: 'faces', output })).checkpoint_id
  const box = (label: string, ...corners: number[]) => ({ label, box: corners })
  await save(root, [
    { sequence: 0, boxes: [box('cat', 20, 20, 120, 120), box('dog', 300, 50, 400, 150)] },
    { sequence: 0, label: 'sky', segmentation: { size: [2, 1], counts: [0, 1, 1] } },
    { sequence: 1, sharpness: 2 },
    { sequence: 2, sharpness: 3 },
  ])

  await open(app, `/timelines/${timeline_id}`)
  const tree = app.getByRole('region', { name: 'Checkpoints' })
  const inspector = app.getByRole('complementary', { name: 'Inspector' })
  await expect(tree.getByRole('group')).toHaveCount(2)
  await app.keyboard.press('t')
  await expect(tree.getByRole('group', { name: /^faces, / })).toHaveAttribute('aria-current', 'true')
  for (const label of ['cat', 'sky'])
    await expect(app.getByRole('region', { name: 'Frame' }).getByText(label)).toBeVisible()
  await expect(app.getByRole('list', { name: 'Outputs' }).getByText('faces · sharpness')).toBeVisible()
  await expect(inspector.getByRole('treeitem', { name: /faces/ })).toBeVisible()

  for (const name of ['high', 'low']) {
    await tree.getByRole('group', { name: /^faces, / }).click()
    await app.keyboard.press('n')
    const dialog = app.getByRole('dialog', { name: /^Fork/ })
    await expect(dialog.getByRole('textbox', { name: 'Scenario' })).toBeFocused()
    const settings = dialog.getByRole('textbox', { name: 'Configuration' })
    await expect(settings).toHaveValue('{}')
    await app.keyboard.type(name)
    await app.keyboard.press('Tab')
    await expect(settings).toBeFocused()
    await app.keyboard.press('ControlOrMeta+a')
    await app.keyboard.type(`{"threshold": "${name}"}`)
    await app.keyboard.press('Tab')
    await expect(dialog.getByRole('button', { name: 'Fork' })).toBeFocused()
    await app.keyboard.press('Enter')
    await expect(tree.getByRole('group', { name: `Configuration, ${name}` })).toHaveAttribute('aria-current', 'true')
  }
  const { items } = await client.checkpoints.tree({ timeline_id })
  const [high = '', low = ''] = ['high', 'low'].map((name) => items.find((one) => one.scenario_label === name)?.id)
  await save(high, [{ sequence: 0, boxes: [box('cat', 20, 20, 120, 120)] }])
  await save(low, [{ sequence: 0, boxes: [box('cat', 40, 20, 140, 120), box('fox', 300, 50, 400, 150)] }])
  const faces = tree.getByRole('group', { name: /^faces, / })
  await expect(faces).toHaveCount(3)

  await app.keyboard.press('t')
  await app.keyboard.press('End')
  await app.keyboard.press('c')
  await app.keyboard.press('ArrowLeft')
  await expect(app.getByText('1 moved')).toBeVisible()
  await expect(app.getByText('1 only in A')).toBeVisible()
  await expect(inspector.getByRole('listitem').filter({ hasText: 'threshold "low"' })).toBeVisible()
  expect(await barriers(app)).toEqual([])
  await app.keyboard.press('c')
  await app.keyboard.press('m')
  await expect(tree.getByRole('group', { name: /chosen/ })).toHaveCount(1)

  await app.keyboard.press('ArrowUp')
  await app.keyboard.press('Delete')
  await expect(app.getByRole('dialog', { name: 'Prune “high”' }).getByText('Only theirs')).toBeVisible()
  await app.getByRole('button', { name: 'Prune 2 checkpoints' }).press('Enter')
  await expect(tree.getByRole('group')).toHaveCount(4)
  await app.keyboard.press('ControlOrMeta+z')
  await expect(tree.getByRole('group')).toHaveCount(6)
})
