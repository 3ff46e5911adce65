import { Play } from 'lucide-react'
import type { AnalysisComparison, ComparedVideo } from '../../shared/contract/compared-analyses.ts'
import { formatCount, formatTimecode } from '../../shared/units.ts'
import { FactList } from '../components/fact-list.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { Inspector } from '../components/inspector.tsx'
import { percentLabel } from '../components/lanes/comparison-labels.ts'
import { Hint, Panel, Preview } from '../components/panel.tsx'
import { Poster } from '../components/pictures/poster.tsx'
import { Section } from '../components/section.tsx'
import { texts } from './texts.ts'

interface ComparisonInspectorProps {
  rows: readonly ComparedVideo[]
  data: AnalysisComparison | undefined
  names: readonly string[]
  onOpen: (row: ComparedVideo) => void
}

/** The inspector of a comparison: the figures of the selected take. */
export function ComparisonInspector({ rows, data, names, onOpen }: ComparisonInspectorProps) {
  const [only] = rows
  return (
    <Inspector>
      {only && rows.length === 1 && data ? (
        <OneTake row={only} data={data} names={names} onOpen={onOpen} />
      ) : (
        <Panel title={texts.compare}>
          <Hint>{texts.comparisonInspectorHint}</Hint>
        </Panel>
      )}
    </Inspector>
  )
}

type OneTakeProps = Omit<ComparisonInspectorProps, 'rows'> & { row: ComparedVideo; data: AnalysisComparison }

function OneTake({ row, data, names, onOpen }: OneTakeProps) {
  const { video, ranges, first_difference, in_bin } = row
  return (
    <Panel
      preview={
        <Preview ratio={16 / 9} label={texts.openAtTheFirst} onOpen={() => onOpen(row)}>
          <Poster video={video} />
        </Preview>
      }
      title={video.name}
      actions={<IconButton icon={Play} label={texts.openAtTheFirst} shortcut="Enter" onClick={() => onOpen(row)} />}
    >
      <FactList
        facts={[
          [texts.differsFrom, first_difference === null ? '–' : formatTimecode(first_difference)],
          ...(in_bin ? [[texts.moments, formatCount(in_bin.ranges)] as const] : []),
          ...names.map((name, index) => [`${index + 1} ${name}`, formatCount(ranges[index] ?? 0, 'range')] as const),
        ]}
      />
      {data.pairs.map(({ first, second }, index) => {
        const figures = row.pairs[index]
        const isMeasured = data.configurations[first]?.is_correction
        return (
          figures && (
            <Section key={`${first} ${second}`} title={texts.and(names[first] ?? '', names[second] ?? '')}>
              <FactList
                facts={[
                  [texts.agreement, figures.f1 === null ? texts.noneFound : percentLabel(figures.f1)],
                  [texts.overlap, percentLabel(figures.overlap)],
                  ...(isMeasured
                    ? [
                        [texts.precision, percentLabel(figures.precision)] as const,
                        [texts.recall, percentLabel(figures.recall)] as const,
                      ]
                    : []),
                  [texts.inBoth, formatCount(figures.both)],
                  [texts.onlyFirst, formatCount(figures.only_first)],
                  [texts.onlySecond, formatCount(figures.only_second)],
                ]}
              />
            </Section>
          )
        )
      })}
    </Panel>
  )
}
