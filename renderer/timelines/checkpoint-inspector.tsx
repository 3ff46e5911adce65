import { GitCompareArrows, GitFork, PencilLine, Scissors, Star } from 'lucide-react'
import type { Checkpoint, CheckpointState } from '../../shared/contract/checkpoints.ts'
import { formatBytes, formatWhen } from '../../shared/units.ts'
import { errorMessage } from '../components/error-message.ts'
import { FactList } from '../components/fact-list.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { Inspector } from '../components/inspector.tsx'
import { Hint, Panel } from '../components/panel.tsx'
import { Section } from '../components/section.tsx'
import type { CheckpointMoves } from './checkpoint-keys.ts'
import { checkpointName, stageLabel } from './checkpoint-labels.ts'
import { RunPanel } from './run-panel.tsx'
import { StateTree } from './state-tree.tsx'
import { texts } from './texts.ts'
import type { StageRun } from './use-stage-run.ts'

interface CheckpointInspectorProps {
  checkpoint: Checkpoint
  state: CheckpointState | undefined
  error: Error | null
  moves: CheckpointMoves
  run: StageRun
  /** True if the next checkpoint that is selected is compared with this one. */
  isCompared: boolean
}

/** The inspector of a checkpoint: its actions and its state. */
export function CheckpointInspector({ checkpoint, state, error, moves, run, isCompared }: CheckpointInspectorProps) {
  const { is_chosen, own_bytes, output_bytes, stage_name, created_at } = checkpoint
  return (
    <Inspector>
      <Panel
        title={checkpointName(checkpoint)}
        actions={
          <>
            <IconButton icon={GitFork} label={texts.forkEllipsis} shortcut="A checkpoint: N" onClick={moves.fork} />
            <IconButton
              icon={GitCompareArrows}
              label={texts.compare}
              shortcut="A checkpoint: C"
              aria-pressed={isCompared}
              onClick={moves.compare}
            />
            <IconButton
              icon={PencilLine}
              label={texts.nameTheScenarioEllipsis}
              shortcut="A checkpoint: F2"
              onClick={moves.rename}
            />
            <IconButton
              icon={Star}
              label={is_chosen ? texts.chosen : texts.markAsChosen}
              shortcut="A checkpoint: M"
              aria-pressed={is_chosen}
              onClick={moves.choose}
            />
            <IconButton
              icon={Scissors}
              label={texts.pruneEllipsis}
              shortcut="A checkpoint: Delete"
              onClick={moves.prune}
            />
          </>
        }
      >
        {isCompared && <Hint>{texts.checkpointInspectorHint}</Hint>}
        <FactList
          facts={[
            [texts.stage, stageLabel(checkpoint)],
            ...(is_chosen ? [[texts.state, texts.chosen] as const] : []),
            ...(stage_name === null ? [] : [[texts.output, formatBytes(output_bytes)] as const]),
            [texts.ownBytes, formatBytes(own_bytes)],
            [texts.created, formatWhen(created_at)],
          ]}
        />
        {error && <Hint>{errorMessage(error)}</Hint>}
        {state && <RunPanel key={`run ${state.id}`} checkpoint={state} run={run} />}
        {state && (
          <Section title={texts.state}>
            <StateTree
              key={state.id}
              label={texts.state}
              value={treeOf(state)}
              initial={['configuration', 'statistics', 'outputs']}
            />
          </Section>
        )}
      </Panel>
    </Inspector>
  )
}

function treeOf({ config_overrides, stats, stages }: CheckpointState): object {
  return {
    ...(Object.keys(config_overrides).length > 0 && { configuration: config_overrides }),
    ...(Object.keys(stats).length > 0 && { statistics: stats }),
    ...(stages.length > 0 && {
      outputs: Object.fromEntries(stages.map(({ stage_name, output }) => [stage_name, output])),
    }),
  }
}
