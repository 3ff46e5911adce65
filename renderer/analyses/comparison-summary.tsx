import { X } from 'lucide-react'
import type { AnalysisComparison } from '../../shared/contract/compared-analyses.ts'
import { ValueHistogram } from '../components/histograms/value-histogram.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { ConfigMatrix } from '../components/lanes/config-matrix.tsx'
import { PairTable } from '../components/lanes/pair-table.tsx'
import { useAnalysers } from '../components/lanes/use-lanes.ts'
import styles from './comparison.module.css'
import { useComparisonSearch } from './comparison-search.ts'
import { texts } from './texts.ts'

/** The sums over all takes: figures of each pair, settings that differ, and histograms that filter the table. */
export function ComparisonSummary({ data, names }: { data: AnalysisComparison; names: readonly string[] }) {
  const { configurations, pairs } = data
  const analysers = useAnalysers()
  return (
    <section className={styles.summary} aria-label={texts.overAllTakes}>
      <div className={styles.figures}>
        <PairTable
          pairs={pairs.map(({ first, second, ...figures }) => ({ first, second, figures }))}
          names={names.map((name, index) => `${index + 1} ${name}`)}
          isReference={configurations.map(({ is_correction }) => is_correction)}
        />
        <ConfigMatrix lanes={configurations} names={names} analysers={analysers} />
      </div>
      <ul className={styles.values}>
        {configurations.map(({ config_hash }, index) => (
          <ValuesOf key={config_hash} data={data} index={index} name={names[index] ?? ''} />
        ))}
      </ul>
    </section>
  )
}

function ValuesOf({ data, index, name }: { data: AnalysisComparison; index: number; name: string }) {
  const { search, change } = useComparisonSearch()
  const { bin, compare = [] } = search
  return (
    <li>
      <span className={styles.name} title={name}>
        <b>{index + 1}</b> {name}
      </span>
      {data.histograms
        .filter(({ configuration }) => configuration === index)
        .map(({ value, bins }) => (
          <ValueHistogram
            key={value}
            value={value}
            bins={bins}
            of={name}
            chosen={bin?.configuration === index && bin.value === value ? bin : null}
            onChoose={(chosen) => change({ bin: chosen && { configuration: index, value, ...chosen } })}
          />
        ))}
      {compare.length > 2 && (
        <IconButton
          icon={X}
          size="small"
          label={texts.leaveOut(name)}
          onClick={() => change({ compare: compare.filter((_, other) => other !== index), bin: undefined })}
        />
      )}
    </li>
  )
}
