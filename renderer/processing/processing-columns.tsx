import { ArrowRight } from 'lucide-react'
import type { ListedProcessing, ProcessingEnd } from '../../shared/contract/processing.ts'
import { formatCount } from '../../shared/units.ts'
import { Icon } from '../components/icon.tsx'
import { whenSeconds } from '../lanes/explanation-words.ts'
import type { Column } from '../rows/row-table.tsx'
import { TakeCell } from '../rows/take-cell.tsx'
import { EndState } from './end-state.tsx'
import styles from './processing-page.module.css'
import { actionName, endName, processingWords, resultName } from './processing-words.ts'

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

/** The columns of the table: from what, how, to what; their widths stand in processing-page.module.css. */
export const processingColumns: readonly Column<ListedProcessing>[] = [
  {
    name: 'Made of',
    cell: ({ inputs: [first, ...others] }) =>
      first && <End end={worst(first, others)} name={endName(first)} more={others.length} />,
  },
  {
    name: 'How',
    cell: (row) => (
      <span className={styles.how}>
        <span title={processingWords(row)}>
          <b>{actionName(row.action)}</b> {processingWords(row)}
        </span>
        <Icon of={ArrowRight} size={14} />
      </span>
    ),
  },
  { name: 'Result', cell: (row) => <End end={row.output} name={resultName(row)} /> },
  { name: 'Made', kind: 'minor-number', cell: (row) => whenSeconds(row.created_at) },
]

/** The first input, with the state of any that is no longer what it was. */
function worst(first: ProcessingEnd, others: readonly ProcessingEnd[]): ProcessingEnd {
  const all = [first, ...others]
  const state = (['gone', 'stale', 'unknown'] as const).find((one) => all.some((end) => end.state === one)) ?? 'fresh'
  return { ...first, state }
}
