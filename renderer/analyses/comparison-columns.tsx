import type { AnalysisComparison, ComparedVideo } from '../../shared/contract/compared-analyses.ts'
import { formatCount, formatTimecode } from '../../shared/units.ts'
import { percentLabel } from '../components/lanes/comparison-labels.ts'
import { numberColumn } from '../components/table/column-kinds.ts'
import type { Column } from '../components/table/columns.ts'
import { TakeCell } from '../components/takes/take-cell.tsx'
import styles from './comparison.module.css'
import { texts } from './texts.ts'

/** Returns the columns of the table: the take, the agreement of each pair, and where it first differs. */
export function comparisonColumns(
  data: AnalysisComparison | undefined,
  names: readonly string[],
): readonly Column<ComparedVideo>[] {
  const pairs = data?.pairs ?? []
  const isFiltered = data?.items.some(({ in_bin }) => in_bin !== null)
  return [
    {
      name: texts.take,
      width: 120,
      grow: 1.6,
      value: ({ video }) => video.name,
      cell: ({ video }) => (
        <TakeCell path={video.file_path} hash={video.file_hash} videoId={video.id} name={video.name} />
      ),
    },
    ...pairs.map(
      ({ first, second }, index): Column<ComparedVideo> =>
        numberColumn(
          pairs.length === 1 ? texts.agreement : texts.and(`${first + 1}`, `${second + 1}`),
          84,
          ({ pairs: figures }) => figures[index]?.f1 ?? null,
          {
            cell: ({ pairs: figures }) => (
              <Agreement part={figures[index]?.f1 ?? null} title={texts.and(names[first] ?? '', names[second] ?? '')} />
            ),
          },
        ),
    ),
    numberColumn(texts.overlap, 64, ({ pairs: figures }) => worstOverlap(figures), {
      yields: 2,
      cell: ({ pairs: figures }) => percentLabel(worstOverlap(figures)),
    }),
    {
      name: texts.ranges,
      kind: 'number',
      width: 96,
      yields: 1,
      value: ({ ranges }) => ranges.join(' '),
      cell: ({ ranges }) => ranges.map((count) => formatCount(count)).join(' · '),
    },
    ...(isFiltered ? [numberColumn<ComparedVideo>(texts.moments, 72, ({ in_bin }) => in_bin?.ranges ?? null)] : []),
    numberColumn(texts.differsFrom, 92, ({ first_difference }) => first_difference, {
      cell: ({ first_difference }) => (first_difference === null ? '–' : formatTimecode(first_difference)),
    }),
  ]
}

function worstOverlap(pairs: ComparedVideo['pairs']): number | null {
  const known = pairs.flatMap(({ overlap }) => overlap ?? [])
  return known.length === 0 ? null : Math.min(...known)
}

/** An agreement as a bar with its percentage. */
function Agreement({ part, title }: { part: number | null; title: string }) {
  return (
    <span className={styles.agreement} title={part === null ? texts.noAnalysisFoundA : title}>
      <i>{part !== null && <b style={{ width: `${part * 100}%` }} />}</i>
      {part === null ? 'none' : percentLabel(part)}
    </span>
  )
}

/** Returns the screen-reader text of a row. */
export function spokenComparison({ video, agreement, first_difference }: ComparedVideo): string {
  const agrees = agreement === null ? texts.noRanges : texts.percentAgreement(percentLabel(agreement))
  const from = first_difference === null ? null : texts.differsFromFirst(formatTimecode(first_difference))
  return [video.name, agrees, from].filter(Boolean).join(', ')
}
