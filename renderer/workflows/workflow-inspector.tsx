import { useMemo } from 'react'
import type { WorkflowDetails } from '../../shared/contract/workflows.ts'
import { formatCount, formatWhen } from '../../shared/units.ts'
import type { WorkflowGraph, WorkflowNode } from '../../shared/workflow/graph.ts'
import { FactList } from '../components/fact-list.tsx'
import { Section } from '../components/section.tsx'
import { RunFacts } from '../executions/run-facts.tsx'
import column from '../library/selection-inspector.module.css'
import { Inspector } from '../shell/inspector.tsx'
import { type ChangeLine, changeLines } from './change-lines.ts'
import { Changes } from './changes.tsx'
import { NodeInspector } from './node-inspector.tsx'
import { titleOf } from './node-words.ts'
import { readDefinition } from './read-definition.ts'
import type { Run, RunDetails } from './use-run.ts'
import styles from './workflow-inspector.module.css'
import type { WorkflowSearch } from './workflow-search.ts'

interface WorkflowInspectorProps {
  workflow: WorkflowDetails
  graph: WorkflowGraph | null
  node: WorkflowNode | undefined
  run: Run
  change: (next: WorkflowSearch) => void
}

/** The right column of a workflow: about the chosen node, else about the workflow and the run that is looked at. */
export function WorkflowInspector({ workflow, graph, node, run, change }: WorkflowInspectorProps) {
  const changes = useChanges(graph, run.shown)
  return (
    <Inspector>
      {graph && node ? (
        <NodeInspector
          key={node.id}
          {...{ workflow, graph, node }}
          changes={changes ?? []}
          run={run.shown}
          onNode={(id) => change({ node: id })}
        />
      ) : (
        <div className={column.column}>
          <h2 className={column.title}>{workflow.name}</h2>
          {workflow.description && <p className={styles.sub}>{workflow.description}</p>}
          <FactList facts={factsOf(workflow, graph)} />
          {run.shown && <OneRun run={run.shown} graph={graph} changes={changes} />}
          {graph && graph.nodes.length > 0 && (
            <p className={styles.hint}>Choose a node to see what it was given and what it made.</p>
          )}
        </div>
      )}
    </Inspector>
  )
}

function factsOf(workflow: WorkflowDetails, graph: WorkflowGraph | null): [string, string][] {
  const count = (role: string) => formatCount(workflow.videos.filter((video) => video.role === role).length)
  return [
    ['Nodes', graph ? formatCount(graph.nodes.length) : 'Not readable'],
    ['Outputs', count('output')],
    ['Inputs', count('input')],
    ['Intermediate', count('intermediate')],
    ['Created', formatWhen(workflow.created_at)],
    ['Changed', formatWhen(workflow.updated_at)],
    ['Last run', workflow.last_executed_at === null ? 'Never' : formatWhen(workflow.last_executed_at)],
  ]
}

interface OneRunProps {
  run: RunDetails
  graph: WorkflowGraph | null
  /** Null where what it ran cannot be laid beside what there is now. */
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
        <Section title="Changed since that run">
          {changes === null ? (
            <p className={styles.hint}>The definition is in another format now.</p>
          ) : (
            <Changes lines={changes} nameOf={nameOf} />
          )}
        </Section>
      )}
    </>
  )
}

/** What changed in the definition since a run began; nothing where nobody kept what it ran. */
function useChanges(graph: WorkflowGraph | null, run: RunDetails | undefined): readonly ChangeLine[] | null {
  const definition = run?.definition ?? null
  return useMemo(() => {
    const before = definition === null ? null : readDefinition(definition).graph
    return graph && before ? changeLines(before, graph) : []
  }, [graph, definition])
}
