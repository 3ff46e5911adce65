import type { ListedExecution } from '../../shared/contract/executions.ts'
import type { AssociatedVideo } from '../../shared/contract/workflows.ts'
import { formatTook, formatWhen } from '../../shared/units.ts'
import { FactList } from '../components/fact-list.tsx'
import { PosterLink } from '../components/poster-link.tsx'
import { Code, Section } from '../components/section.tsx'
import { startTakeDrag } from '../components/take-drag.ts'
import { useOpenTake } from '../library/filter.ts'
import grid from '../workflows/associated-takes.module.css'
import { ExecutionState } from './execution-state.tsx'
import { secondsOf, statusWords } from './execution-words.ts'

/** What is known of a run: how it went, its error in full, what it was given and what it made. */
export function RunFacts({ run }: { run: ListedExecution & { videos: readonly AssociatedVideo[] } }) {
  const open = useOpenTake()
  const data = Object.entries(run.execution_data ?? {})
  return (
    <>
      <Section title={`Run of ${formatWhen(run.started_at)}`}>
        <FactList
          facts={[
            ['State', <ExecutionState key="state" status={run.status} words={statusWords(run.status)} />],
            ['Took', formatTook(secondsOf(run, Date.now()))],
            ['Ended', run.completed_at === null ? '–' : formatWhen(run.completed_at)],
            ...data.map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)] as const),
            ['Id', run.id],
          ]}
        />
      </Section>
      {run.error && (
        <Section title="Error">
          <Code kind="error">{run.error}</Code>
        </Section>
      )}
      {run.videos.length > 0 && (
        <Section title="Takes of this run">
          <ul className={grid.grid}>
            {run.videos.slice(0, 24).map((take) => (
              <li key={`${take.video_id} ${take.node_id}`}>
                <PosterLink
                  video={{ id: take.video_id, file_hash: take.file_hash }}
                  label={`${take.name}, ${take.role} of ${take.node_id}`}
                  onOpen={() => open(take.video_id)}
                  draggable
                  onDragStart={(event) => startTakeDrag(event, [take.video_id])}
                />
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}
