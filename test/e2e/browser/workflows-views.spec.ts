import { barriers } from './barriers.ts'
import { expect, test } from './rushes.ts'
import { episode, graph, inspector, list, node, open, strip, takeId } from './workflows-on-screen.ts'

test('a thousand nodes: only what is in sight is in the page, and all of it can be shown', async ({ app, server }) => {
  const nodes = Array.from({ length: 1000 }, (_, index) => ({
    id: `n${index}`,
    type: 'KSampler',
    position: { x: (index % 40) * 260, y: Math.floor(index / 40) * 160 },
  }))
  const connections = nodes.slice(1).map((_, index) => ({ from: `n${index}`, to: `n${index + 1}` }))
  const { id } = await server.client.workflows.create({ name: 'Large', definition: { nodes, connections } })
  await open(app, `/workflows/${id}`)
  await expect(graph(app)).toBeFocused()
  for (let step = 0; step < 8; step++) await app.keyboard.press('+')
  await app.keyboard.press('End')
  await expect(node(app, /^KSampler, n999/)).toBeInViewport()
  await expect.poll(() => graph(app).getByRole('group').count()).toBeLessThan(100)
  await app.keyboard.press('f')
  await expect.poll(() => graph(app).getByRole('group').count()).toBe(1000)
})

test('nothing keeps anybody from workflows, full or empty', async ({ app, server }) => {
  await open(app, '/workflows')
  await expect(app.getByRole('heading', { name: 'Drop a workflow JSON or a ComfyUI image here' })).toBeVisible()
  expect(await barriers(app)).toEqual([])
  const id = await episode(server)
  const run = await server.client.executions.start({ workflow_id: id })
  const video_id = await takeId(server, 'take-0001')
  await server.client.workflows.associate({ workflow_id: id, video_id, node_id: 'stitch', execution_id: run.id })
  await server.client.executions.update({ id: run.id, status: 'failed', error: 'veo: quota exceeded' })
  await list(app).getByRole('row').nth(1).click()
  expect(await barriers(app)).toEqual([])
  await app.keyboard.press('Enter')
  await node(app, /^Veo3Video/).click()
  expect(await barriers(app)).toEqual([])
  await app.getByRole('tab', { name: 'Takes' }).click()
  await strip(app).getByRole('option').first().click()
  expect(await barriers(app)).toEqual([])
  await open(app, '/executions')
  await app.getByRole('grid').getByRole('row').nth(1).click()
  await expect(inspector(app).getByText('quota exceeded')).toBeVisible()
  expect(await barriers(app)).toEqual([])
  await open(app, `/videos/${video_id}`)
  await expect(inspector(app).getByRole('link', { name: 'Episode' })).toBeVisible()
  expect(await barriers(app)).toEqual([])
})

test('at 900 pixels nothing of a workflow is cut off', async ({ app, server }) => {
  await app.setViewportSize({ width: 900, height: 700 })
  const id = await episode(server)
  for (const path of ['/workflows', `/workflows/${id}`, '/executions']) {
    await open(app, path)
    await expect(app.getByText('Loading')).toBeHidden()
    expect(await app.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0)
  }
  await open(app, `/workflows/${id}`)
  await app.getByRole('button', { name: 'More' }).click()
  await expect(app.getByRole('menuitem', { name: 'Export the definition' })).toBeInViewport()
  await app.keyboard.press('Escape')
  // The graph was fitted to a wide window.
  await app.setViewportSize({ width: 1920, height: 1000 })
  await open(app, `/workflows/${id}`)
  const nodes = app.getByRole('application').getByRole('group')
  const count = await nodes.count()
  await app.setViewportSize({ width: 900, height: 700 })
  for (let index = 0; index < count; index++) await expect(nodes.nth(index)).toBeInViewport({ ratio: 0.9 })
})
