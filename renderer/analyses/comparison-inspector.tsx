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
        <Panel title="Compare">
          <Hint>
            Takes on which the analyses agree least come first. Enter opens a take at the first range that differs. A
            bar of a histogram shows only takes with such ranges.
          </Hint>
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
        <Preview ratio={16 / 9} label="Open at the first difference" onOpen={() => onOpen(row)}>
          <Poster video={video} />
        </Preview>
      }
      title={video.name}
      actions={
        <IconButton icon={Play} label="Open at the first difference" shortcut="Enter" onClick={() => onOpen(row)} />
      }
    >
      <FactList
        facts={[
          ['Differs from', first_difference === null ? '–' : formatTimecode(first_difference)],
          ...(in_bin ? [['Moments', formatCount(in_bin.ranges)] as const] : []),
          ...names.map((name, index) => [`${index + 1} ${name}`, formatCount(ranges[index] ?? 0, 'range')] as const),
        ]}
      />
      {data.pairs.map(({ first, second }, index) => {
        const figures = row.pairs[index]
        const isMeasured = data.configurations[first]?.is_correction
        return (
          figures && (
            <Section key={`${first} ${second}`} title={`${names[first]} and ${names[second]}`}>
              <FactList
                facts={[
                  ['Agreement', figures.f1 === null ? 'none found' : percentLabel(figures.f1)],
                  ['Overlap', percentLabel(figures.overlap)],
                  ...(isMeasured
                    ? [
                        ['Precision', percentLabel(figures.precision)] as const,
                        ['Recall', percentLabel(figures.recall)] as const,
                      ]
                    : []),
                  ['In both', formatCount(figures.both)],
                  ['Only first', formatCount(figures.only_first)],
                  ['Only second', formatCount(figures.only_second)],
                ]}
              />
            </Section>
          )
        )
      })}
    </Panel>
  )
}
