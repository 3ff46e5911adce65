import { ArrowRight } from 'lucide-react'
import type { ListedProcessing, ProcessingEnd, ProcessingSort } from '../../shared/contract/processing.ts'
import { formatCount } from '../../shared/units.ts'
import { Icon } from '../components/icon.tsx'
import { EndState } from '../components/processing/end-state.tsx'
import { actionName, endName, processingLabel, resultName } from '../components/processing/processing-labels.ts'
import { unixTimestamp } from '../components/relative-time.ts'
import { timeColumn } from '../components/table/column-kinds.ts'
import type { Column } from '../components/table/columns.ts'
import { TakeCell } from '../components/takes/take-cell.tsx'
import styles from './processing-page.module.css'
import { texts } from './texts.ts'

function End({ end, name, more = 0 }: { end: ProcessingEnd; name: string; more?: number }) {
  return (
    <>
      <TakeCell
        path={end.path}
        hash={end.hash}
        videoId={end.video_id}
        name={name}
        words={<EndState state={end.state} />}
      />
      {more > 0 && <span className={styles.more}>+ {formatCount(more)}</span>}
    </>
  )
}

/** The columns of the table. */
export const processingColumns: readonly Column<ListedProcessing, ProcessingSort>[] = [
  {
    name: texts.source,
    sort: 'source',
    width: 130,
    grow: 1.1,
    value: ({ inputs }) => inputs.map(endName).join('; '),
    cell: ({ inputs: [first, ...others] }) =>
      first && <End end={worst(first, others)} name={endName(first)} more={others.length} />,
  },
  {
    name: texts.action,
    sort: 'action',
    width: 100,
    grow: 0.8,
    value: (row) => `${actionName(row.action)} ${processingLabel(row)}`,
    cell: (row) => (
      <span className={styles.how}>
        <span title={processingLabel(row)}>
          <b>{actionName(row.action)}</b> {processingLabel(row)}
        </span>
        <Icon of={ArrowRight} size={14} />
      </span>
    ),
  },
  {
    name: texts.result,
    sort: 'result',
    width: 130,
    grow: 1.1,
    value: resultName,
    cell: (row) => <End end={row.output} name={resultName(row)} />,
  },
  timeColumn(texts.created, (row) => unixTimestamp(row.created_at), { sort: 'created', yields: 1 }),
]

/** Returns the first input, with the worst state of all inputs. */
function worst(first: ProcessingEnd, others: readonly ProcessingEnd[]): ProcessingEnd {
  const all = [first, ...others]
  const state =
    (['gone', 'absent', 'stale', 'unknown'] as const).find((one) => all.some((end) => end.state === one)) ?? 'fresh'
  return { ...first, state }
}
