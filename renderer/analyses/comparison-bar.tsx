import { useQuery } from '@tanstack/react-query'
import { ChevronLeft } from 'lucide-react'
import type { AnalysisComparison } from '../../shared/contract/compared-analyses.ts'
import { formatCount } from '../../shared/units.ts'
import { api } from '../client.ts'
import { Button, ButtonLink } from '../components/button.tsx'
import { ProgressTrack } from '../components/jobs/progress-track.tsx'
import { laneNames } from '../components/lanes/lane-labels.ts'
import { useAnalysers } from '../components/lanes/use-lanes.ts'
import { ChoiceFilter, Toolbar } from '../components/toolbar.tsx'
import styles from './comparison.module.css'
import { useComparisonSearch } from './comparison-search.ts'
import { ScopeChip } from './scope-chip.tsx'
import { texts } from './texts.ts'

const tolerances = ['0', '0.1', '0.25', '0.5', '1'].map((seconds) => [seconds, `± ${seconds} s`] as const)

interface ComparisonBarProps {
  data: AnalysisComparison | undefined
  names: readonly string[]
  isStopped: boolean
  onStop: () => void
}

/** The toolbar of a comparison: progress, the compared takes and configurations, and when ranges count as the same. */
export function ComparisonBar({ data, names, isStopped, onStop }: ComparisonBarProps) {
  const { search, change } = useComparisonSearch()
  const isRunning = data !== undefined && data.done < data.of
  const countsLabels = search.labels ?? !data?.ignores_labels
  return (
    <Toolbar
      title={texts.compare}
      before={
        <ButtonLink
          to="/analyses"
          search={{ by: 'configuration', takes: search.takes, selected: search.selected }}
          variant="quiet"
          icon={ChevronLeft}
        >
          {texts.configurations}
        </ButtonLink>
      }
      words={data && !isRunning ? countLabel(data) : ''}
    >
      {isRunning && (
        <span className={styles.progress}>
          <ProgressTrack label={texts.takesCompared} part={data.done / data.of} />
          {formatCount(data.done)} {texts.ofLowercase} {formatCount(data.of)} {texts.takes}
          <Button variant="quiet" size="small" onClick={onStop}>
            {isStopped ? texts.resume : texts.cancel}
          </Button>
        </span>
      )}
      <ScopeChip />
      <AddConfiguration names={names} />
      <ChoiceFilter
        label={texts.tolerance}
        value={search.tolerance === undefined ? '' : String(search.tolerance)}
        choices={[['', texts.oneFrame], ...tolerances]}
        onChange={(value) => change({ tolerance: value === '' ? undefined : Number(value) })}
      />
      <Button
        variant="quiet"
        aria-pressed={countsLabels}
        title={texts.comparisonBarTitle}
        onClick={() => change({ labels: !countsLabels })}
      >
        {texts.labels}
      </Button>
    </Toolbar>
  )
}

function countLabel({ total, of, missing }: AnalysisComparison): string {
  const shown = total === of ? formatCount(of, 'take') : texts.countOfTakes(formatCount(total), formatCount(of, 'take'))
  return missing === 0 ? shown : texts.withOnlySome(shown, formatCount(missing))
}

/** A list of the other configurations, of which one is added. */
function AddConfiguration({ names }: { names: readonly string[] }) {
  const { search, change } = useComparisonSearch()
  const analysers = useAnalysers()
  const { data: groups = [] } = useQuery(api.analyses.groups.queryOptions())
  const compared = search.compare ?? []
  const others = groups.filter(({ config_hash }) => !compared.includes(config_hash))
  if (others.length === 0 || compared.length >= 8 || names.length === 0) return null
  const titles = laneNames([...others, { name: null, config: null, config_hash: '' }], analysers)
  return (
    <ChoiceFilter
      label={texts.addAConfiguration}
      value=""
      choices={[
        ['', texts.add],
        ...others.map(({ config_hash }, index) => [config_hash, titles[index] ?? ''] as const),
      ]}
      onChange={(hash) => hash !== '' && change({ compare: [...compared, hash], bin: undefined })}
    />
  )
}
