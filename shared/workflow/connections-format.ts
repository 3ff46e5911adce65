import { z } from 'zod'
import { buildGraph } from './build-graph.ts'
import { connectionEnds } from './connection-ends.ts'
import type { Json, Port, WorkflowGraph } from './graph.ts'
import {
  idSchema,
  listSchema,
  must,
  numberSchema,
  objectSchema,
  type Path,
  quote,
  readAs,
  textSchema,
  typeSchema,
  wrongAt,
} from './validate.ts'

const definitionSchema = z.object({ nodes: listSchema, connections: listSchema.nullish() })
const positionSchema = z.object({ x: numberSchema, y: numberSchema }, must('an object'))
const nodeSchema = z.object(
  {
    id: idSchema,
    type: typeSchema,
    title: textSchema.nullish(),
    position: positionSchema.nullish(),
    config: objectSchema.nullish(),
    inputs: listSchema.nullish(),
    outputs: listSchema.nullish(),
  },
  must('an object'),
)
const portSchema = z.object({ id: idSchema.nullish(), name: textSchema.nullish() }, must('a string or an object'))
const connectionSchema = z.object(
  { id: idSchema.nullish(), from: z.unknown().optional(), to: z.unknown().optional() },
  must('an object'),
)

/**
 * Parses the format of the table `workflows`: nodes with inputs and outputs, and connections between them. Only the id
 * and type of a node, and the ends of a connection, are required. Ports are strings or objects.
 * @throws RushesError BAD_INPUT with the field that is wrong.
 */
export function parseConnectionsFormat(definition: Record<string, Json>): WorkflowGraph {
  const { nodes, connections } = readAs(definitionSchema, definition, [])
  const graph = buildGraph('connections')
  for (const [index, value] of nodes.entries()) {
    const path = ['nodes', index]
    const node = readAs(nodeSchema, value, path)
    graph.addNode(
      {
        id: node.id,
        type: node.type,
        title: node.title ?? null,
        position: node.position ?? null,
        config: node.config ?? {},
        inputs: readPorts(node.inputs ?? [], [...path, 'inputs']),
        outputs: readPorts(node.outputs ?? [], [...path, 'outputs']),
        mode: 'active',
      },
      [...path, 'id'],
    )
  }
  const ends = connectionEnds(graph)
  for (const [index, value] of (connections ?? []).entries()) {
    const path = ['connections', index]
    const { id, from, to } = readAs(connectionSchema, value, path)
    const output = ends.resolve(from, 'outputs', [...path, 'from'])
    const input = ends.resolve(to, 'inputs', [...path, 'to'])
    graph.connect(id ?? null, output, input, [...path, 'id'])
  }
  return graph.finish()
}

/** Reads ports: `{ id, name }`, either of which may be missing, or a string for both. */
function readPorts(values: unknown[], path: Path): Port[] {
  const ids = new Set<string>()
  return values.map((value, index) => {
    const given = readAs(portSchema, typeof value === 'string' ? { id: value } : value, [...path, index])
    const idPath = [...path, index, 'id']
    const id = readAs(idSchema, given.id ?? given.name ?? undefined, idPath)
    if (ids.has(id)) throw wrongAt(idPath, `is ${quote(id)}, the id of another port`)
    ids.add(id)
    return { id, name: given.name ?? id }
  })
}
