import type { LineageEdge } from '../../shared/contract/lineage.ts'
import { databaseOf } from './database-of.ts'
import { openLibrary, type TestLibrary } from './library.ts'

/** A library in which there is a video of each name; its content is that name too. */
export async function openWith(...names: string[]) {
  const library = await openLibrary()
  addVideos(library, names)
  return library
}

/** Adds a video of each name. */
export function addVideos({ core }: TestLibrary, names: readonly string[]) {
  const insert = databaseOf(core).prepare(
    `INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type) VALUES (?, ?, ?, ?, 1, 'generated')`,
  )
  databaseOf(core).transaction(() => {
    for (const name of names) insert.run(name, `Take ${name}`, `/takes/${name}.mp4`, name)
  })()
}

const definition = {
  nodes: [
    { id: 'load', type: 'LoadVideo' },
    { id: 'other', type: 'LoadVideo' },
    { id: 'sora', type: 'Sora2Video' },
    { id: 'cut', type: 'VideoStitcher' },
  ],
  connections: [
    { from: 'load-output-0', to: 'sora-input-0' },
    { from: 'sora-output-0', to: 'cut-input-0' },
    { from: 'other-output-0', to: 'cut-input-1' },
  ],
}

/** `from > to`, by name, in the order of the letters. */
const arrows = (edges: readonly Pick<LineageEdge, 'from' | 'to'>[]) =>
  [...new Set(edges.map(({ from, to }) => `${from} > ${to}`))].sort()

/** The lineage of a video, with the ids of its nodes and its edges as arrows. */
export async function lineageOf({ client }: TestLibrary, video_id: string, more: object = {}) {
  const answer = await client.lineage.get({ video_id, ...more })
  return { ...answer, names: answer.nodes.map(({ id }) => id).sort(), arrows: arrows(answer.edges) }
}

/** Caches that something was made of these. */
export async function saveProcessing(
  { client }: TestLibrary,
  job_id: string,
  inputs: readonly string[],
  output: string,
  action = 'stitch',
) {
  const ends = inputs.map((name) => ({ path: `/takes/${name}.mp4`, hash: `sha256:${name}` }))
  const [first = { path: '', hash: '' }] = ends
  await client.processing.save({
    job_id,
    action,
    config: { job_id },
    inputs: ends,
    input_path: first.path,
    input_hash: first.hash,
    output_path: `/takes/${output}.mp4`,
    output_hash: `sha256:${output}`,
  })
}

/** The inputs that the file of a content names; a name of one letter is a content. */
export function says(
  { core }: TestLibrary,
  hash: string,
  inputs: readonly (readonly [string, string | null])[],
  workflowId: string | null = null,
) {
  const database = databaseOf(core)
  database
    .prepare('INSERT INTO embedded_readings (file_hash, parser_version, workflow_id) VALUES (?, 1, ?)')
    .run(hash, workflowId)
  const insert = database.prepare(
    `INSERT INTO embedded_inputs (file_hash, position, kind, name, node_id, node_type, input_hash, evidence) VALUES (?, ?, 'input', ?, '10', 'LoadImage', ?, 'proven')`,
  )
  for (const [position, [name, content]] of inputs.entries()) insert.run(hash, position, name, content)
}

type Role = 'input' | 'output' | 'intermediate'

/** A workflow with these videos at its nodes, and its id. */
export async function addWorkflow(
  { client }: TestLibrary,
  associations: readonly [string, string, Role, string?][],
  runs: readonly string[] = [],
) {
  const { id } = await client.workflows.create({ name: 'Episode', definition })
  for (const run of runs) await client.executions.start({ id: run, workflow_id: id })
  for (const [video_id, node_id, role, execution_id] of associations) {
    await client.workflows.associate({ workflow_id: id, video_id, node_id, role, execution_id })
  }
  return id
}
