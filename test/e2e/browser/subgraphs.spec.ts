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
  await expect(inspector(app)).toContainText('1 link leads to a missing node and was left out.')
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
  await app.keyboard.press('Home')
  await app.keyboard.press('Enter')
  await expect(path).toBeVisible()
  await app.keyboard.press('Escape')
  await expect(path).toBeHidden()
  await expect(node(app, /^Sampling/)).toHaveAttribute('aria-current', 'true')
})
