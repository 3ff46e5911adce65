import { ArrowLeft, ArrowRight } from 'lucide-react'
import type { WorkflowDetails } from '../../shared/contract/workflows.ts'
import { formatCount, formatWhen } from '../../shared/units.ts'
import type { WorkflowGraph, WorkflowNode } from '../../shared/workflow/graph.ts'
import { Button } from '../components/button.tsx'
import { FactList } from '../components/fact-list.tsx'
import { Panel } from '../components/panel.tsx'
import { Code, Quote, Section } from '../components/section.tsx'
import { AssociatedTakes } from './associated-takes.tsx'
import type { ChangeLine } from './change-lines.ts'
import { Changes } from './change-list.tsx'
import { NodeImages } from './node-images.tsx'
import { promptOf, settingsOf, titleOf } from './node-labels.ts'
import { errorOf, failedNode } from './node-states.ts'
import { RoleChips } from './role-chips.tsx'
import { texts } from './texts.ts'
import type { RunDetails } from './use-run.ts'

interface NodeInspectorProps {
  workflow: WorkflowDetails
  graph: WorkflowGraph
  node: WorkflowNode
  run: RunDetails | undefined
  /** Changes in the whole definition since the run. */
  changes: readonly ChangeLine[]
  onNode: (id: string) => void
}

/** The inspector of a node: settings, its state in the run, inputs and outputs. */
export function NodeInspector({ workflow, graph, node, run, changes, onNode }: NodeInspectorProps) {
  const takes = workflow.videos.filter(({ node_id }) => node_id === node.id)
  const images = workflow.images.filter(({ node_id }) => node_id === node.id)
  const outputs = takes.filter(({ role }) => role === 'output')
  const runs = new Set(outputs.flatMap(({ execution_id }) => execution_id ?? [])).size
  const prompt = promptOf(node)
  const changed = changes.filter((line) => line.node === node.id)
  const failed = run?.status === 'failed' && failedNode(graph, run) === node.id
  return (
    <Panel
      title={titleOf(node)}
      hint={[node.id, formatCount(outputs.length, 'output'), runs > 0 && texts.inRuns(formatCount(runs, 'run'))]
        .filter(Boolean)
        .join(' · ')
        .replace(' · in', ' in')}
    >
      {failed && (
        <Section title={texts.failedInTheRun(formatWhen(run.started_at))}>
          <Code kind="error">{errorOf(run, node.id)}</Code>
        </Section>
      )}
      {prompt && <Quote>{prompt}</Quote>}
      <FactList facts={[...(node.title ? [['type', node.type] as const] : []), ...settingsOf(node)]} />
      {changed.length > 0 && run && (
        <Section title={texts.changedSinceTheRun(formatWhen(run.started_at))}>
          <Changes lines={changed} />
        </Section>
      )}
      <Neighbours graph={graph} node={node} onNode={onNode} />
      <AssociatedTakes title={texts.outputs} of={takes} as="output" />
      <NodeImages title={texts.outputImages} of={images} as="output" />
      <AssociatedTakes title={texts.inputs} of={takes} as="input" />
      <NodeImages title={texts.inputImages} of={images} as="input" />
      <AssociatedTakes title={texts.intermediate} of={takes} as="intermediate" />
      <NodeImages title={texts.intermediateImages} of={images} as="intermediate" />
      <RoleChips node={node} />
    </Panel>
  )
}

interface NeighboursProps {
  graph: WorkflowGraph
  node: WorkflowNode
  onNode: (id: string) => void
}

/** Links to the nodes that this one is connected with. */
function Neighbours({ graph, node, onNode }: NeighboursProps) {
  const links = graph.edges.flatMap(({ id, from, to }) => {
    if (to.node === node.id) return [{ id: texts.from(id), icon: ArrowLeft, words: 'from', other: from.node }]
    return from.node === node.id ? [{ id: texts.toId(id), icon: ArrowRight, words: 'to', other: to.node }] : []
  })
  if (links.length === 0) return null
  return (
    <Section title={texts.connections}>
      <ul>
        {links.map(({ id, icon, words, other }) => {
          const neighbour = graph.nodes.find((one) => one.id === other)
          return (
            <li key={id}>
              <Button icon={icon} variant="row" onClick={() => onNode(other)}>
                {words} {neighbour ? titleOf(neighbour) : other}
              </Button>
            </li>
          )
        })}
      </ul>
    </Section>
  )
}
