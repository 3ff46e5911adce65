import type { Page } from '@playwright/test'
import { manyClips } from '../../support/clips.ts'
import type { Server } from '../../support/serve.ts'
import { importInOrder } from './on-screen.ts'
import { test } from './rushes.ts'

/** Locators of a lineage, and takes that have one. */

export const graph = (app: Page) => app.getByRole('application', { name: 'Lineage' })
export const node = (app: Page, name: string | RegExp) => graph(app).getByRole('group', { name })
export const inspector = (app: Page) => app.getByRole('complementary', { name: 'Inspector' })

export interface Take {
  id: string
  hash: string
}

/** Imports takes; they are `take-0001` and so on. */
export async function importTakes(server: Server, count: number): Promise<Take[]> {
  await importInOrder(server, await manyClips(test.info().outputPath('takes'), count))
  const { items } = await server.client.videos.list({ sort: 'name', order: 'asc' })
  return items.map(({ id, file_hash }) => ({ id, hash: `sha256:${file_hash}` }))
}

/** Caches that something was made of takes, or of hashes. */
export async function saveProcessing(
  { client }: Server,
  action: string,
  inputs: readonly (Take | undefined)[],
  output: { hash: string } | undefined,
): Promise<void> {
  const ends = inputs.map((take) => ({ path: `/in/${take?.hash.slice(7, 15)}.mp4`, hash: take?.hash ?? '' }))
  const [first = { path: '', hash: '' }] = ends
  const output_hash = output?.hash ?? ''
  await client.processing.save({
    job_id: `${action} ${first.hash} ${output_hash}`,
    action,
    config: { output_hash },
    inputs: ends,
    input_path: first.path,
    input_hash: first.hash,
    output_path: `/out/sound ${output_hash.slice(7, 15)}.wav`,
    output_hash,
  })
}

/**
 * Takes 1 and 2 are stitched to 3; 3 is the input of a run that makes 4; 4 is converted to 5, and its sound is kept.
 * Take 6 stands alone.
 */
export async function family(server: Server): Promise<Take[]> {
  const takes = await importTakes(server, 6)
  const [one, two, three, four, five] = takes
  await saveProcessing(server, 'stitch', [one, two], three)
  await saveProcessing(server, 'convert', [four], five)
  await saveProcessing(server, 'extract_audio', [four], { hash: `sha256:${'5'.repeat(64)}` })
  const { id } = await server.client.workflows.create({
    name: 'Upscale',
    definition: {
      nodes: [
        { id: 'load', type: 'LoadVideo' },
        { id: 'save', type: 'SaveVideo' },
      ],
      connections: [{ from: 'load-output-0', to: 'save-input-0' }],
    },
  })
  const run = await server.client.executions.start({ workflow_id: id })
  const at = { workflow_id: id, execution_id: run.id }
  await server.client.workflows.associate({ ...at, video_id: three?.id ?? '', node_id: 'load', role: 'input' })
  await server.client.workflows.associate({ ...at, video_id: four?.id ?? '', node_id: 'save', role: 'output' })
  return takes
}
