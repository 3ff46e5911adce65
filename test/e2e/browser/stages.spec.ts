import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { declare } from '../../support/analysers.ts'
import { clip } from '../../support/clips.ts'
import { barriers } from './barriers.ts'
import { importTogether } from './on-screen.ts'
import { expect, test } from './rushes.ts'
import { open } from './workflows-on-screen.ts'

/** Returns a box that is as wide as the threshold says; above 1 it fails. */
const detect = `
const { threshold } = JSON.parse(process.argv[3])
if (threshold > 1) { console.error('threshold too high'); process.exit(1) }
const box = [10, 10, 10 + threshold * 200, 60]
console.log(JSON.stringify({ output: [{ sequence: 0, boxes: [{ label: 'face', box }] }] }))`

test('a stage runs from the page, again with another number, and says why it fails', async ({ app, server }) => {
  const { client } = server
  await importTogether(server, [await clip('ten-seconds.mp4')])
  const video_id = (await client.videos.list({})).items[0]?.id ?? ''
  const { timeline_id } = await client.timelines.create({ video_id })
  await expect.poll(async () => (await client.timelines.get({ id: timeline_id })).state).toBe('ready')
  declare(join(server.folder, 'analysers'), detect, {
    ...{ name: 'detect', title: 'Detect', reads: 'frames', inputs: [] },
    argv: [process.execPath, 'detect.mjs', '{frames}', '{config}'],
    config_schema: {
      type: 'object',
      properties: { threshold: { type: 'number', default: 0.3 } },
    },
  })
  await open(app, `/timelines/${timeline_id}`)
  const tree = app.getByRole('region', { name: 'Checkpoints' })
  const detected = tree.getByRole('group', { name: /^detect, / })
  const threshold = app.getByRole('spinbutton', { name: /Threshold/ })
  await expect(tree.getByRole('group')).toHaveCount(1)
  await app.keyboard.press('t')
  await expect(threshold).toBeVisible({ timeout: 30_000 })
  await app.keyboard.press('r')
  await expect(threshold).toBeFocused()
  await app.keyboard.press('Enter')
  await app.getByRole('dialog', { name: 'Allow “Detect” to run?' }).getByRole('button', { name: 'Allow' }).click()
  await expect(detected).toHaveCount(1)
  await expect(detected).toHaveAttribute('aria-current', 'true')
  await expect(app.getByRole('region', { name: 'Frame' }).getByText('face')).toBeVisible()

  // Runs the stage with a threshold of 0.4, by keys alone: a second attempt beside the first.
  await app.keyboard.press('r')
  await expect(threshold).toHaveValue('0.3')
  await app.keyboard.type('0.4')
  await app.keyboard.press('Enter')
  await expect(detected).toHaveCount(2)
  const { items } = await client.checkpoints.tree({ timeline_id })
  const [root, ...attempts] = items
  expect(attempts.map(({ parent_id }) => parent_id)).toEqual([root?.id, root?.id])
  await expect(threshold).toHaveValue('0.4')
  expect(await barriers(app)).toEqual([])
  // The first value again is cached, and selects the first attempt.
  await threshold.fill('0.3')
  await threshold.press('Enter')
  await expect(app.getByRole('button', { name: 'Run again' })).toBeVisible()
  await expect(tree.locator('[aria-current="true"]')).toHaveCount(1)
  // Until then, the form is that of the second attempt, and what is typed goes with it.
  await expect(detected.first()).toHaveAttribute('aria-current', 'true')
  expect((await client.checkpoints.tree({ timeline_id })).total).toBe(3)

  await threshold.fill('7')
  await threshold.press('Enter')
  await expect(app.getByRole('alert').filter({ hasText: 'threshold too high' })).toBeVisible()
  expect((await client.checkpoints.tree({ timeline_id })).total).toBe(3)

  // A pipeline with a changed number runs from the stage that differs, and asks for the consent that is missing.
  const analysers = join(server.folder, 'analysers')
  declare(analysers, 'console.log(JSON.stringify({ output: 1 }))', {
    ...{ name: 'count', title: 'Count', reads: 'frames', argv: [process.execPath, 'count.mjs', '{frames}'] },
  })
  mkdirSync(join(analysers, 'pipelines'))
  const people = { name: 'people', title: 'People', stages: [{ stage: 'detect' }, { stage: 'count' }] }
  writeFileSync(join(analysers, 'pipelines', 'people.json'), JSON.stringify(people))
  await open(app, `/timelines/${timeline_id}`)
  await tree.getByRole('group', { name: /^Frames, / }).click()
  await app.getByRole('combobox', { name: 'Stage' }).selectOption('Pipeline People')
  await threshold.fill('0.4')
  await threshold.press('Enter')
  await app.getByRole('dialog', { name: 'Allow “Count” to run?' }).getByRole('button', { name: 'Allow' }).click()
  const counted = tree.getByRole('group', { name: /^count, / })
  await expect(counted).toHaveAttribute('aria-current', 'true')
  const parent = (await client.checkpoints.tree({ timeline_id })).items.find(({ stage_name }) => stage_name === 'count')
  expect(attempts.map(({ id }) => id)).toContain(parent?.parent_id)
  await expect(detected).toHaveCount(2)
  expect(await barriers(app)).toEqual([])

  // The take shows its timeline as a lane: the last frame is at 9.5 s.
  await open(app, `/videos/${video_id}`)
  const lane = app.getByRole('region', { name: 'Timelines' }).getByRole('slider', { name: 'Frames, 2 a second' })
  await expect(lane).toHaveAttribute('aria-valuemax', '20')
})
