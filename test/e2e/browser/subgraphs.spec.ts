import type { JsonObject } from '../../../shared/json-object.ts'
import { expect, test } from './rushes.ts'
import { graph, inspector, node, open } from './workflows-on-screen.ts'

const port = (name: string, type: string) => ({ name, type, link: null })
const definition = JSON.stringify({
  last_node_id: 3,
  nodes: [
    { id: 1, type: 'sub', title: 'Sampling', pos: [0, 60], outputs: [port('LATENT', 'LATENT')] },
    { id: 2, type: 'VAEDecode', pos: [300, 60], mode: 4, inputs: [port('samples', 'LATENT')] },
    {
      id: 3,
      type: 'Note',
      pos: [0, 300],
      widgets_values: ['Use a low strength for faces, and a higher one for hands'],
    },
  ],
  links: [
    [1, 1, 0, 2, 0, 'LATENT'],
    [2, 9, 0, 2, 1, 'VAE'],
  ],
  groups: [{ title: 'Models', bounding: [-20, 0, 600, 260], color: '#3f789e' }],
  definitions: {
    subgraphs: [
      {
        ...{ id: 'sub', name: 'Sampling', outputs: [port('LATENT', 'LATENT')] },
        nodes: [{ id: 7, type: 'KSampler', pos: [0, 0], widgets_values: [97, 'fixed', 20] }],
        links: [{ id: 1, origin_id: 7, origin_slot: 0, target_id: -20, target_slot: 0 }],
      },
    ],
  },
})

test('a subgraph opens with a double click or Enter, and breadcrumbs and Escape lead out of it', async ({
  app,
  server,
}) => {
  const { id } = await server.client.workflows.create({ name: 'Nested', definition })
  await open(app, `/workflows/${id}`)
  await expect(graph(app)).toContainText('Models')
  await expect(node(app, /^Note.*Use a low strength/)).toBeVisible()
  await expect(inspector(app)).toContainText('1 link leads to a missing node or slot and was left out.')
  await expect(app.getByText('4 nodes')).toBeVisible()
  await node(app, /^Sampling/).dblclick()
  const path = app.getByRole('navigation', { name: 'Subgraph' })
  await expect(path).toContainText('NestedSampling')
  await expect(graph(app).getByRole('group')).toHaveCount(3)
  await node(app, /^KSampler, 1:7/).click()
  await expect(inspector(app)).toContainText('seed97')
  await path.getByRole('button', { name: 'Nested' }).click()
  await expect(path).toBeHidden()
  await graph(app).focus()
  // A subgraph is found by the nodes inside.
  await app.keyboard.press('/')
  await app.keyboard.type('ksampler')
  await app.keyboard.press('Enter')
  await expect(app.getByRole('search').getByRole('status')).toHaveText('1 of 1')
  await expect(node(app, /^Sampling/)).toHaveAttribute('aria-current', 'true')
  await app.keyboard.press('Escape')
  await app.keyboard.press('Home')
  await app.keyboard.press('Enter')
  await expect(path).toBeVisible()
  await app.keyboard.press('Escape')
  await expect(path).toBeHidden()
  await expect(node(app, /^Sampling/)).toHaveAttribute('aria-current', 'true')
})

const loader = {
  id: 1,
  type: 'UNETLoader',
  pos: [0, 0],
  size: [346, 82],
  widgets_values: ['wan.safetensors', 'default'],
}
const sampler = {
  ...{ id: 2, type: 'KSampler', title: 'High noise', pos: [500, 0], size: [300, 262], bgcolor: '#353' },
  ...{ widgets_values: [97, 'fixed', 20, 3.5, 'euler', 'simple', 1], inputs: [port('model', 'MODEL')] },
}
const saver = { id: 3, type: 'SaveVideo', pos: [1000, 0], size: [270, 90], inputs: [port('video', 'VIDEO')] }
const lonely = { id: 4, type: 'VAELoader', pos: [0, 300], size: [344, 60], widgets_values: ['wan_vae.safetensors'] }
const chain = {
  ...{ last_node_id: 4, nodes: [loader, sampler, saver, lonely] },
  links: [
    [1, 1, 0, 2, 0, 'MODEL'],
    [2, 2, 0, 3, 0, 'VIDEO'],
  ],
}

/** Nodes that ComfyUI draws in its own way. */
const special: JsonObject[] = [
  { id: 5, type: 'Reroute', pos: [0, 420], size: [75, 26] },
  { id: 6, type: 'PrimitiveNode', title: 'Seed', pos: [150, 420], size: [210, 82], widgets_values: [5, 'fixed'] },
  { id: 7, type: 'LoadImage', title: 'Off', mode: 2, pos: [500, 420], size: [210, 60] },
  { id: 8, type: 'ImageInvert', title: 'Around', mode: 4, pos: [800, 420], size: [210, 60] },
]
const looks = [
  [/^Reroute/, 'data-kind', 'reroute'],
  [/^Seed/, 'data-kind', 'primitive'],
  [/^Off/, 'data-mode', 'muted'],
  [/^Around/, 'data-mode', 'bypassed'],
] as const

test('nodes are found by what they say, show their values by name, and the path to the selected one', async ({
  app,
  server,
}) => {
  const { id } = await server.client.workflows.create({
    name: 'Chain',
    definition: { ...chain, nodes: [...chain.nodes, ...special] },
  })
  await open(app, `/workflows/${id}`)
  for (const [name, attribute, value] of looks) await expect(node(app, name)).toHaveAttribute(attribute, value)
  await graph(app).focus()
  await app.keyboard.press('/')
  const field = app.getByRole('textbox', { name: 'Find nodes' })
  await expect(field).toBeFocused()
  await app.keyboard.type('euler')
  await expect(app.getByRole('search').getByRole('status')).toHaveText('0 of 1')
  await app.keyboard.press('Enter')
  await expect(node(app, /^High noise/)).toHaveAttribute('aria-current', 'true')
  await app.keyboard.press('Escape')
  await expect(field).toBeHidden()
  await expect(graph(app)).toBeFocused()
  await app.keyboard.press('Shift+F')
  await expect(node(app, /^High noise/)).toContainText('seed97')
  await expect(node(app, /^High noise/)).toContainText('sampler_nameeuler')
  await app.keyboard.press('f')
  const isOnPath = (name: RegExp) => node(app, name).getAttribute('data-on-path')
  expect(await Promise.all([/^UNETLoader/, /^SaveVideo/, /^VAELoader/].map(isOnPath))).toEqual(['true', null, null])
})

test('titles keep their size on screen however far out', async ({ app, server }) => {
  const { id } = await server.client.workflows.create({ name: 'Chain', definition: chain })
  await open(app, `/workflows/${id}`)
  await graph(app).focus()
  const size = () =>
    node(app, /^High noise/)
      .locator('b')
      .evaluate((title) => {
        const zoom = new DOMMatrix(getComputedStyle(title.closest('.react-flow__viewport') as Element).transform).a
        return { zoom, pixels: Number.parseFloat(getComputedStyle(title).fontSize) * zoom }
      })
  let { zoom, pixels } = await size()
  for (let step = 0; step < 8 && zoom > 0.18; step++) {
    expect(pixels).toBeGreaterThan(9)
    await app.keyboard.press('-')
    await expect.poll(async () => (await size()).zoom).toBeLessThan(zoom)
    ;({ zoom, pixels } = await size())
  }
  expect(zoom).toBeLessThan(0.34)
})
