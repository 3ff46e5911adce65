import { describe, expect, it } from 'vitest'
import { errorOf, failedNode, nodeStates } from '../../../renderer/workflows/node-states.ts'
import { parseDefinition } from '../../../shared/workflow/parse-definition.ts'

/** `text` leads to `shot` and `other`, both to `stitch`. */
const graph = parseDefinition(
  JSON.stringify({
    nodes: ['text', 'shot', 'other', 'stitch'].map((id) => ({ id, type: id })),
    connections: [
      { from: 'text', to: 'shot' },
      { from: 'text', to: 'other' },
      { from: 'shot', to: 'stitch' },
      { from: 'other', to: 'stitch' },
    ],
  }),
)

const run = (status: string, error: string | null = null, execution_data: Record<string, never> | null = null) => ({
  status,
  error,
  execution_data,
})
const states = (...args: Parameters<typeof nodeStates>) => Object.fromEntries(nodeStates(...args))

describe('how a run went for each node', () => {
  it('is unknown without a run', () => expect(states(graph, undefined, new Set())).toEqual({}))

  it('is well for all of them when it was completed', () => {
    expect(states(graph, run('completed'), new Set())).toEqual({
      text: 'completed',
      shot: 'completed',
      other: 'completed',
      stitch: 'completed',
    })
  })

  it('is known of the node that failed, of those that made something, and of what these needed', () => {
    expect(states(graph, run('failed', 'other: quota exceeded'), new Set(['shot']))).toEqual({
      text: 'completed',
      shot: 'completed',
      other: 'failed',
    })
  })

  it('is open for the others while it runs', () => {
    expect(states(graph, run('running'), new Set(['shot']))).toEqual({
      text: 'completed',
      shot: 'completed',
      other: 'running',
      stitch: 'running',
    })
  })

  it('ends in a graph that goes round', () => {
    const round = parseDefinition(
      '{"nodes":[{"id":"a","type":"A"},{"id":"b","type":"B"}],"connections":[{"from":"a","to":"b"},{"from":"b","to":"a"}]}',
    )
    expect(states(round, run('failed', 'a: no'), new Set())).toEqual({ a: 'failed', b: 'completed' })
  })
})

describe('the node at which a run failed', () => {
  it('is the one that the data of the run name, as ComfyUI does', () => {
    const data = { node_id: 'stitch' } as unknown as Record<string, never>
    expect(failedNode(graph, run('failed', 'shot: out of memory', data))).toBe('stitch')
  })

  it('is nobody knows which when neither names one of the graph', () => {
    expect(failedNode(graph, run('failed', 'The disk is full: nothing was written.'))).toBeNull()
    expect(failedNode(graph, run('failed'))).toBeNull()
  })

  it('does not stand before the message twice', () => {
    expect(errorOf(run('failed', 'shot: quota exceeded'), 'shot')).toBe('quota exceeded')
    expect(errorOf(run('failed', 'The disk is full: sorry'), null)).toBe('The disk is full: sorry')
  })
})
