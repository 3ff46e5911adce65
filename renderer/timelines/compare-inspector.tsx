import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Checkpoint, StageDifference } from '../../shared/contract/checkpoints.ts'
import type { Difference } from '../../shared/contract/configurations.ts'
import { formatCount } from '../../shared/units.ts'
import { api } from '../client.ts'
import { Button } from '../components/button.tsx'
import { errorMessage } from '../components/error-message.ts'
import { FactList } from '../components/fact-list.tsx'
import { Inspector } from '../components/inspector.tsx'
import { Buttons, Hint, Panel } from '../components/panel.tsx'
import { formatWhenInline } from '../components/relative-time.ts'
import { Section } from '../components/section.tsx'
import { checkpointName } from './checkpoint-labels.ts'
import styles from './compare-inspector.module.css'
import { texts } from './texts.ts'
import { VirtualRows } from './virtual-rows.tsx'

interface CompareInspectorProps {
  first: Checkpoint
  second: Checkpoint
  onEnd: () => void
}

/** Returns the name of a checkpoint with its time: attempts often have the same name. */
function nameWithTime(checkpoint: Checkpoint): string {
  return `${checkpointName(checkpoint)}, ${formatWhenInline(checkpoint.created_at)}`
}

/** The inspector of two checkpoints: what differs in their configuration, statistics and outputs. */
export function CompareInspector({ first, second, onEnd }: CompareInspectorProps) {
  const { data, error } = useQuery(
    api.checkpoints.differences.queryOptions({ input: { id: first.id, other_id: second.id } }),
  )
  const lines = useMemo(
    () =>
      data
        ? [
            ...groupOf(texts.configuration, data.config_overrides),
            ...groupOf(texts.statistics, data.stats),
            ...data.stages.flatMap(stageLines),
          ]
        : [],
    [data],
  )
  return (
    <Inspector>
      <Panel title={texts.compare}>
        <FactList
          facts={[
            ['A', nameWithTime(first)],
            ['B', nameWithTime(second)],
          ]}
        />
        <Buttons>
          <Button onClick={onEnd}>{texts.endComparison}</Button>
        </Buttons>
        {error && <Hint>{errorMessage(error)}</Hint>}
        {data && (
          <Section title={texts.differences}>
            {lines.length === 0 ? (
              <Hint>{texts.noDifferences}</Hint>
            ) : (
              <VirtualRows count={lines.length} role="list" aria-label={texts.differences}>
                {(index) => <Line {...lines[index]} />}
              </VirtualRows>
            )}
          </Section>
        )}
      </Panel>
    </Inspector>
  )
}

interface DifferenceLine {
  /** Heading of a group; else `-` for the first checkpoint, `+` for the second. */
  sign?: '-' | '+'
  text?: string
}

function Line({ sign, text = '' }: DifferenceLine) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows of a virtual list are inside of elements that move them
    <div role="listitem" className={styles.line} data-sign={sign ?? 'head'} title={text}>
      {sign ? `${sign} ${text}` : text}
    </div>
  )
}

function groupOf(title: string, differences: readonly Difference[], total = differences.length): DifferenceLine[] {
  if (differences.length === 0) return []
  const more = total - differences.length
  return [
    { text: title },
    ...differences.flatMap(({ path, was, is }): DifferenceLine[] => [
      ...(was === undefined ? [] : [{ sign: '-' as const, text: `${path} ${JSON.stringify(was)}` }]),
      ...(is === undefined ? [] : [{ sign: '+' as const, text: `${path} ${JSON.stringify(is)}` }]),
    ]),
    ...(more > 0 ? [{ text: texts.and(formatCount(more, texts.moreDifference)) }] : []),
  ]
}

function stageLines({ stage_name, change, differences, total }: StageDifference): DifferenceLine[] {
  if (change === 'same') return []
  if (change === 'changed') return groupOf(stage_name, differences, total)
  return [
    { text: stage_name },
    { sign: change === 'added' ? '+' : '-', text: texts.onlyIn(change === 'added' ? 'B' : 'A') },
  ]
}
