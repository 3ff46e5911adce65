import { useQuery } from '@tanstack/react-query'
import { LayoutTemplate } from 'lucide-react'
import { useMemo } from 'react'
import type { WorkflowDetails } from '../../shared/contract/workflows.ts'
import { formatCount, formatWhen } from '../../shared/units.ts'
import { countNodes, type WorkflowGraph, type WorkflowNode } from '../../shared/workflow/graph.ts'
import { api } from '../client.ts'
import { ButtonLink } from '../components/button.tsx'
import { RunFacts } from '../components/executions/run-facts.tsx'
import { FactList } from '../components/fact-list.tsx'
import { Inspector } from '../components/inspector.tsx'
import { Hint, Panel } from '../components/panel.tsx'
import { Section } from '../components/section.tsx'
import type { WorkflowSearch } from '../components/workflows/open-workflow.ts'
import { ArchivedTakes } from './archived-takes.tsx'
import { type ChangeLine, changeLines } from './change-lines.ts'
import { Changes } from './change-list.tsx'
import { NodeInspector } from './node-inspector.tsx'
import { titleOf } from './node-labels.ts'
import { readDefinition } from './read-definition.ts'
import { texts } from './texts.ts'
import type { Run, RunDetails } from './use-run.ts'

interface WorkflowInspectorProps {
  workflow: WorkflowDetails
  graph: WorkflowGraph | null
  /** The part of the graph on screen: the inside of a subgraph, or all of it. */
  level: WorkflowGraph | null
  node: WorkflowNode | undefined
  run: Run
  change: (next: WorkflowSearch) => void
}

/** The inspector of a workflow: the selected node, else the workflow and the run on screen. */
export function WorkflowInspector({ workflow, graph, level, node, run, change }: WorkflowInspectorProps) {
  const changes = useChanges(graph, run.shown)
  return (
    <Inspector>
      {level && node ? (
        <NodeInspector
          key={node.id}
          {...{ workflow, graph: level, node }}
          changes={changes ?? []}
          run={run.shown}
          onNode={(id) => change({ node: id })}
        />
      ) : (
        <Panel title={workflow.name} hint={workflow.description}>
          <FactList facts={factsOf(workflow, graph)} />
          <StartedFrom id={workflow.template_id} />
          <ArchivedTakes workflowId={workflow.id} />
          {run.shown && <OneRun run={run.shown} graph={graph} changes={changes} />}
          {graph?.notes?.map((note) => (
            <Hint key={note}>{note}</Hint>
          ))}
          {graph && graph.nodes.length > 0 && <Hint>{texts.workflowInspectorHint}</Hint>}
        </Panel>
      )}
    </Inspector>
  )
}

/** A link to the template that a workflow was started from; nothing if there is none, or if it is gone. */
function StartedFrom({ id }: { id: string | null }) {
  const { data } = useQuery({
    ...api.workflows.get.queryOptions({ input: { id: id ?? '' }, retry: false }),
    enabled: id !== null,
  })
  if (!data) return null
  return (
    <Section title={texts.startedFrom}>
      <ButtonLink to="/workflows/$id" params={{ id: data.id }} search={{}} variant="row" icon={LayoutTemplate}>
        {data.name}
      </ButtonLink>
    </Section>
  )
}

function factsOf(workflow: WorkflowDetails, graph: WorkflowGraph | null): [string, string][] {
  const count = (role: string) => formatCount(workflow.videos.filter((video) => video.role === role).length)
  return [
    [texts.nodes, graph ? formatCount(countNodes(graph)) : texts.unreadable],
    [texts.outputs, count('output')],
    [texts.inputs, count('input')],
    [texts.intermediate, count('intermediate')],
    [texts.created, formatWhen(workflow.created_at)],
    [texts.changed, formatWhen(workflow.updated_at)],
    ...(workflow.template_inputs
      ? ([[texts.asksFor, workflow.template_inputs.map(({ name }) => name).join(', ') || texts.nothing]] as [
          string,
          string,
        ][])
      : []),
    [texts.lastRun, workflow.last_executed_at === null ? texts.never : formatWhen(workflow.last_executed_at)],
  ]
}

interface OneRunProps {
  run: RunDetails
  graph: WorkflowGraph | null
  /** Null if the definitions of then and now cannot be compared. */
  changes: readonly ChangeLine[] | null
}

function OneRun({ run, graph, changes }: OneRunProps) {
  const nameOf = (id: string) => {
    const node = graph?.nodes.find((one) => one.id === id)
    return node ? `${titleOf(node)} (${id})` : id
  }
  return (
    <>
      <RunFacts run={run} />
      {(changes === null || changes.length > 0) && (
        <Section title={texts.changedSinceThatRun}>
          {changes === null ? <Hint>{texts.theDefinitionNowHas}</Hint> : <Changes lines={changes} nameOf={nameOf} />}
        </Section>
      )}
    </>
  )
}

/** Returns the changes of the definition since a run; empty if the definition of the run is not known. */
function useChanges(graph: WorkflowGraph | null, run: RunDetails | undefined): readonly ChangeLine[] | null {
  const definition = run?.definition ?? null
  return useMemo(() => {
    const before = definition === null ? null : readDefinition(definition).graph
    return graph && before ? changeLines(before, graph) : []
  }, [graph, definition])
}
