import { useMemo } from 'react'
import type { AssociatedVideo, WorkflowDetails } from '../../shared/contract/workflows.ts'
import type { WorkflowGraph, WorkflowNode } from '../../shared/workflow/graph.ts'
import { layoutGraph } from '../../shared/workflow/layout.ts'
import { graphEdges, graphNodes, layoutSizeOf } from './graph-elements.ts'
import { errorOf, failedNode, nodeStates, upstreamOf } from './node-states.ts'
import { texts } from './texts.ts'
import type { Run, RunDetails } from './use-run.ts'

/** Returns the nodes and edges to draw, with positions, states in the run, and outputs. */
export function useGraphElements(
  workflow: WorkflowDetails,
  graph: WorkflowGraph | null,
  { shown: run, isChosen }: Run,
  selected: string | undefined,
) {
  const { videos, images } = workflow
  const pictured = useMemo(
    () => new Set([...videos.filter(isOutput), ...images].map(({ node_id }) => node_id)),
    [videos, images],
  )
  // Does not depend on the selected run, so that nodes do not move when another run is selected.
  const { places, sizes } = useMemo(() => {
    const sizes = new Map(graph?.nodes.map((node) => [node.id, layoutSizeOf(node, pictured.has(node.id))]))
    const sizeOf = ({ id }: WorkflowNode) => sizes.get(id) ?? { width: 0, height: 0 }
    return { sizes, places: graph ? layoutGraph(graph, sizeOf) : new Map() }
  }, [graph, pictured])
  const path = useMemo(
    () => (graph && selected !== undefined ? upstreamOf(graph, [selected]) : new Set<string>()),
    [graph, selected],
  )
  const nodes = useMemo(() => {
    if (!graph) return []
    const made = run?.videos.filter(isOutput) ?? []
    const states = nodeStates(graph, run, new Set(made.map(({ node_id }) => node_id)))
    const outputs = newestByNode(isChosen ? made : videos.filter(isOutput))
    const loaded = newestByNode(isChosen ? images.filter(({ execution_id }) => execution_id === run?.id) : images)
    const failures = failureLabels(graph, run)
    return graphNodes({ graph, places, sizes, pictured, states, outputs, images: loaded, failures, path })
  }, [graph, places, sizes, pictured, run, isChosen, videos, images, path])
  const edges = useMemo(() => graphEdges(graph?.edges ?? [], selected, path), [graph, selected, path])
  return { nodes, edges }
}

const isOutput = ({ role }: AssociatedVideo) => role === 'output'

/** Returns the newest item of each node; items are listed newest first. */
function newestByNode<Item extends { node_id: string }>(items: readonly Item[]): Map<string, Item> {
  return new Map(items.toReversed().map((item) => [item.node_id, item]))
}

function failureLabels(graph: WorkflowGraph, run: RunDetails | undefined): Map<string, string> {
  const failed = run?.status === 'failed' ? failedNode(graph, run) : null
  if (!run || failed === null) return new Map()
  return new Map([[failed, texts.failed(errorOf(run, failed).split('\n', 1)[0] ?? '')]])
}
