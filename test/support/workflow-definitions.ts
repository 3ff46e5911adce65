import fc from 'fast-check'
import type { Json, WorkflowEdge, WorkflowGraph, WorkflowNode } from '../../shared/workflow/graph.ts'

/** The number of ports of a generated node on each side; connections join any of them. */
const portCount = 3

/** Odd ids on purpose: dashes as in the short forms, keys of objects that mean something to JavaScript, numbers. */
const idArbitrary = fc.oneof(
  fc.constantFrom(
    'node1',
    'node1-output-0',
    'node1-output',
    'a-b-c',
    '__proto__',
    'constructor',
    'nodes',
    '7',
    '12:34',
    ' ',
    '→',
  ),
  fc.string({ minLength: 1, maxLength: 12 }),
  fc.nat(99).map(String),
)
const position = fc.record({ x: fc.integer(), y: fc.double({ noNaN: true, noDefaultInfinity: true }) })
/**
 * No key ends in a backslash: after an object with such a key, `JSON.parse` of Node.js 24 takes the key `"` of a
 * similar object for `\`.
 */
const config = fc
  .dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }))
  .filter((values) => !JSON.stringify(values).includes('\\\\":')) as fc.Arbitrary<Record<string, Json>>

type Drawn = Pick<WorkflowNode, 'id' | 'type' | 'title' | 'position' | 'config' | 'mode'>
const nodesArbitrary: fc.Arbitrary<Drawn[]> = fc.uniqueArray(
  fc.record({
    id: idArbitrary,
    type: fc.string({ minLength: 1 }),
    title: fc.option(fc.string()),
    position: fc.option(position),
    config,
    mode: fc.constantFrom('active', 'muted', 'bypassed'),
  }),
  { selector: ({ id }) => id, maxLength: 12 },
)

/** The graphs that a format can say, each node with the same ports: what it lists, and what connections need. */
export function graphArbitrary(format: WorkflowGraph['format']): fc.Arbitrary<WorkflowGraph> {
  return nodesArbitrary.chain((drawn) => {
    const nodes = drawn.map((node) => toNode(node, format))
    const ends = fc.tuple(fc.nat(), fc.nat(portCount - 1))
    const pairs = drawn.length === 0 ? fc.constant([]) : fc.uniqueArray(fc.tuple(ends, ends), { selector: String })
    return pairs.map((made) => {
      const end = ([index, port]: [number, number], side: 'inputs' | 'outputs') => {
        const node = nodes[index % nodes.length] as WorkflowNode
        return { node: node.id, port: node[side][port]?.id ?? '' }
      }
      const edges = made.map(([from, to], index) => ({
        id: String(index + 1),
        from: end(from, 'outputs'),
        to: end(to, 'inputs'),
      }))
      return format === 'comfyui-api' ? onlyWhatLinksSay({ format, nodes, edges }) : { format, nodes, edges }
    })
  })
}

function toNode(node: Drawn, format: WorkflowGraph['format']): WorkflowNode {
  const ports = (word: string) =>
    Array.from({ length: portCount }, (_, index) =>
      format === 'connections'
        ? { id: `${word}-${index}`, name: `${word} ${index}` }
        : {
            id: String(index),
            name: `${word} ${index}`,
            ...(format === 'comfyui-ui' && { type: 'IMAGE' }),
          },
    )
  const whole = { ...node, inputs: ports('input'), outputs: ports('output') }
  if (format === 'comfyui-ui') return whole
  return { ...whole, mode: 'active', position: format === 'comfyui-api' ? null : node.position }
}

/**
 * The API format has one link an input, in the order of nodes and inputs, and no ports beside; inputs are named `in-0`.
 */
function onlyWhatLinksSay({ format, nodes, edges }: WorkflowGraph): WorkflowGraph {
  // Keys that are whole numbers come first in an object.
  const ordered = Object.values(
    Object.fromEntries(nodes.map((node) => [node.id, { ...node, config: { ...node.config } }])),
  )
  for (const node of ordered) {
    node.inputs = []
    node.outputs = []
    for (let index = 0; index < portCount; index += 1) delete node.config[`in-${index}`]
  }
  const found = new Map(ordered.map((node) => [node.id, node]))
  const kept: WorkflowEdge[] = []
  for (const target of ordered) {
    const incoming = new Map(
      edges.filter(({ to }) => to.node === target.id).map((edge) => [`in-${edge.to.port}`, edge]),
    )
    for (const [name, edge] of incoming) {
      kept.push({ id: String(kept.length + 1), from: edge.from, to: { node: target.id, port: name } })
      target.inputs.push({ id: name, name })
      const source = found.get(edge.from.node) as WorkflowNode
      if (!source.outputs.some(({ id }) => id === edge.from.port))
        source.outputs.push({ id: edge.from.port, name: edge.from.port })
    }
  }
  return { format, nodes: ordered, edges: kept }
}

/** The definition of this library's own shape; `short` writes the ends of connections as one text. */
export function writeConnections({ nodes, edges }: WorkflowGraph, { short = false } = {}): string {
  return JSON.stringify({
    nodes: nodes.map(({ mode, ...node }) => node),
    connections: edges.map(({ id, from, to }) =>
      short
        ? { from: `${from.node}-${from.port}`, to: `${to.node}-${to.port}` }
        : { id, from: { nodeId: from.node, portId: from.port }, to: { nodeId: to.node, portId: to.port } },
    ),
  })
}

/** Writes a graph as ComfyUI's editor saves it, in version 0.4 or 1.0. */
export function writeComfyuiUi({ nodes, edges }: WorkflowGraph, version: 0.4 | 1): string {
  const modes = { active: 0, muted: 2, bypassed: 4 }
  return JSON.stringify({
    version,
    ...(version === 1
      ? { state: { lastNodeId: 1 }, reroutes: [{ id: 1, pos: [0, 0], linkIds: [1] }] }
      : { last_node_id: 1 }),
    nodes: nodes.map(({ id, type, title, position, size, config, inputs, outputs, mode }) => ({
      id: Number.isSafeInteger(Number(id)) && String(Number(id)) === id ? Number(id) : id,
      type,
      title: title ?? undefined,
      pos: position ? (version === 1 ? { 0: position.x, 1: position.y } : [position.x, position.y]) : undefined,
      size: size && [size.width, size.height],
      mode: modes[mode],
      inputs: inputs.map(({ name }) => ({ name, type: 'IMAGE', link: null })),
      outputs: outputs.map(({ name }) => ({ name, type: 'IMAGE', links: [] })),
      widgets_values: config,
    })),
    links: edges.map(({ id, from, to }) => {
      const link = [Number(id), from.node, Number(from.port), to.node, Number(to.port), 'IMAGE']
      const [number, origin_id, origin_slot, target_id, target_slot, type] = link
      return version === 1 ? { id: number, origin_id, origin_slot, target_id, target_slot, type } : link
    }),
  })
}

/** Writes a graph as ComfyUI's API runs it. */
export function writeComfyuiApi({ nodes, edges }: WorkflowGraph): string {
  const written = nodes.map(({ id, type, title, config }) => {
    const links = edges
      .filter(({ to }) => to.node === id)
      .map(({ from, to }) => [to.port, [from.node, Number(from.port)]])
    const values = Object.entries(config).map(([name, value]) => [name, { __value__: value }])
    const inputs = Object.fromEntries([...values, ...links])
    return [id, { class_type: type, inputs, ...(title === null ? {} : { _meta: { title } }) }]
  })
  return JSON.stringify(Object.fromEntries(written))
}
