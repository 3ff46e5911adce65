import type { Locator, Page } from '@playwright/test'
import { manyClips } from '../../support/clips.ts'
import { holdFiles } from '../../support/drop.ts'
import type { Server } from '../../support/serve.ts'
import { importInOrder } from './on-screen.ts'
import { test } from './rushes.ts'

/** Locators of the views of workflows, and a workflow to show there. */

export const definition = JSON.stringify(
  {
    nodes: [
      { id: 'text', type: 'TextInput', config: { text: 'lanterns on the water' } },
      { id: 'veo', type: 'Veo3Video', config: { model: 'veo-3.0', seed: 97 } },
      { id: 'stitch', type: 'VideoStitcher', config: { fps: 24 } },
    ],
    connections: [
      { from: 'text-output-0', to: 'veo-input-0' },
      { from: 'veo-output-0', to: 'stitch-input-0' },
    ],
  },
  null,
  2,
)

/** A workflow with two takes to put on it, and its id. */
export async function episode(server: Server): Promise<string> {
  await importInOrder(server, await manyClips(test.info().outputPath('takes'), 2))
  return (await server.client.workflows.create({ name: 'Episode', definition })).id
}

export async function takeId({ client }: Server, name: string): Promise<string> {
  const { items } = await client.videos.list({ search: name })
  return items[0]?.id ?? ''
}

export const open = (app: Page, path: string) => app.goto(new URL(path, app.url()).href)
export const list = (app: Page) => app.getByRole('grid', { name: 'Workflows' })
export const graph = (app: Page) => app.getByRole('application', { name: 'Graph' })
export const node = (app: Page, name: string | RegExp) => graph(app).getByRole('group', { name })
export const inspector = (app: Page) => app.getByRole('complementary', { name: 'Inspector' })
export const runs = (app: Page) => app.getByRole('grid', { name: 'Runs' })
export const strip = (app: Page) => app.getByRole('listbox', { name: 'Takes to add' })

/** Holds a take over a place of the page as a hand does, and waits until the page has seen it. */
export async function dragOver(app: Page, from: Locator, to: Locator): Promise<void> {
  await from.hover()
  await app.mouse.down()
  const box = await to.boundingBox()
  if (!box) throw new Error('What the take is to be held over is not on screen.')
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  await app.mouse.move(x, y, { steps: 4 })
  await app.mouse.move(x + 1, y + 1)
}

/** Drops files on the page, which says that it takes definitions. */
export async function dropDefinitions(app: Page, paths: string[]): Promise<void> {
  const held = await holdFiles(app, paths)
  await held.enter()
  await app.getByText(/are imported as workflows\.$/).waitFor()
  await held.over()
  await held.drop()
}
