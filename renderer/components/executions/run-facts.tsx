import type { ListedExecution } from '../../../shared/contract/executions.ts'
import type { AssociatedVideo } from '../../../shared/contract/workflows.ts'
import { formatWhen } from '../../../shared/units.ts'
import { FactList } from '../fact-list.tsx'
import { PosterGrid } from '../pictures/poster-grid.tsx'
import { PosterLink } from '../pictures/poster-link.tsx'
import { formatWhenInline } from '../relative-time.ts'
import { Code, Section } from '../section.tsx'
import { useOpenTake } from '../takes/open-take.ts'
import { startTakeDrag } from '../takes/take-drag.ts'
import { statusLabel } from './execution-labels.ts'
import { ExecutionState } from './execution-state.tsx'
import { RunDuration } from './run-duration.tsx'
import { texts } from './texts.ts'

/** The details of a run: status, times, full error, input data and outputs. */
export function RunFacts({ run }: { run: ListedExecution & { videos: readonly AssociatedVideo[] } }) {
  const open = useOpenTake()
  const data = Object.entries(run.execution_data ?? {})
  return (
    <>
      <Section title={texts.runOf(formatWhenInline(run.started_at))}>
        <FactList
          facts={[
            [texts.state, <ExecutionState key="state" status={run.status} words={statusLabel(run.status)} />],
            [texts.took, <RunDuration key="took" run={run} />],
            [texts.ended, run.completed_at === null ? '–' : formatWhen(run.completed_at)],
            ...data.map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)] as const),
            [texts.id, run.id],
          ]}
        />
      </Section>
      {run.error && (
        <Section title={texts.error}>
          <Code kind="error">{run.error}</Code>
        </Section>
      )}
      {run.videos.length > 0 && (
        <Section title={texts.takesOfThisRun}>
          <PosterGrid>
            {run.videos.slice(0, 24).map((take) => (
              <PosterLink
                key={`${take.video_id} ${take.node_id}`}
                video={{ id: take.video_id, file_hash: take.file_hash }}
                label={texts.of(take.name, take.role, take.node_id)}
                onOpen={() => open(take.video_id)}
                draggable
                onDragStart={(event) => startTakeDrag(event, [take.video_id])}
              />
            ))}
          </PosterGrid>
        </Section>
      )}
    </>
  )
}
