import type { PairFigures } from '../../../shared/compare-ranges.ts'
import { formatCount, formatTimecode } from '../../../shared/units.ts'
import { Button } from '../button.tsx'
import { percentLabel } from './comparison-labels.ts'
import styles from './pair-table.module.css'
import { texts } from './texts.ts'

interface PairTableProps {
  /** Compared pairs, as indexes of `names`. */
  pairs: readonly { first: number; second: number; figures: PairFigures & { first_difference?: number | null } }[]
  names: readonly string[]
  /** True for corrections, against which the others are measured. */
  isReference: readonly boolean[]
  /** Called with the start of the first range that differs, in seconds; without it, moments are no buttons. */
  onMoment?: (seconds: number) => void
}

/** The figures of compared pairs; precision and recall where one side is a correction. */
export function PairTable({ pairs, names, isReference, onMoment }: PairTableProps) {
  const hasReference = pairs.some(({ first }) => isReference[first])
  return (
    <table className={styles.pairs}>
      <thead>
        <tr>
          <th scope="col">{texts.compared}</th>
          <th scope="col" title={texts.agreementMeaning}>
            {texts.agreement}
          </th>
          <th scope="col" title={texts.overlapMeaning}>
            {texts.overlap}
          </th>
          {hasReference && (
            <>
              <th scope="col" title={texts.precisionMeaning}>
                {texts.precision}
              </th>
              <th scope="col" title={texts.recallMeaning}>
                {texts.recall}
              </th>
            </>
          )}
          <th scope="col" title={texts.inBothMeaning}>
            {texts.inBoth}
          </th>
          <th scope="col">{texts.onlyFirst}</th>
          <th scope="col">{texts.onlySecond}</th>
          {onMoment && <th scope="col">{texts.differsFrom}</th>}
        </tr>
      </thead>
      <tbody>
        {pairs.map(({ first, second, figures }) => (
          <tr key={`${first} ${second}`}>
            <th scope="row" title={texts.bothNames(names[first] ?? '', names[second] ?? '')}>
              {names[first]} <span>{texts.andLowercase}</span> {names[second]}
            </th>
            <td>{figures.f1 === null ? texts.noneFound : percentLabel(figures.f1)}</td>
            <td>{percentLabel(figures.overlap)}</td>
            {hasReference && (
              <>
                <td>{percentLabel(figures.precision)}</td>
                <td>{percentLabel(figures.recall)}</td>
              </>
            )}
            <td>{formatCount(figures.both)}</td>
            <td>{formatCount(figures.only_first)}</td>
            <td>{formatCount(figures.only_second)}</td>
            {onMoment && <Moment seconds={figures.first_difference ?? null} onMoment={onMoment} />}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Moment({ seconds, onMoment }: { seconds: number | null; onMoment: (seconds: number) => void }) {
  return (
    <td>
      {seconds === null ? (
        '–'
      ) : (
        <Button variant="link" title={texts.momentTitle} onClick={() => onMoment(seconds)}>
          {formatTimecode(seconds)}
        </Button>
      )}
    </td>
  )
}
