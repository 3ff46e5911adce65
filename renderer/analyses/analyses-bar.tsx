import { useQuery } from '@tanstack/react-query'
import { cacheStates } from '../../shared/contract/analyses.ts'
import { api } from '../client.ts'
import { stateWords } from '../lanes/lane-state.tsx'
import { configWords, laneTitle } from '../lanes/lane-words.ts'
import { useAnalysers } from '../lanes/use-lanes.ts'
import styles from '../rows/view-bar.module.css'
import { ChoiceFilter, PathFilter, ViewBar } from '../rows/view-bar.tsx'
import { type AnalysesSearch, useAnalysesSearch } from './analyses-search.ts'

const states = cacheStates.map((state) => [state, stateWords[state]] as const)

/** How much is cached, and what narrows it. */
export function AnalysesBar({ words }: { words: string }) {
  const { search, change } = useAnalysesSearch()
  const analysers = useAnalysers()
  const { data: groups = [] } = useQuery(api.analyses.groups.queryOptions())
  const names = [...new Set(groups.flatMap(({ name }) => name ?? []))]
  const isGrouped = search.by === 'configuration'
  const config = groups.find(({ config_hash }) => config_hash === search.config)
  return (
    <ViewBar title="Analyses" words={words}>
      {!isGrouped && (
        <>
          {config && (
            <button
              type="button"
              className={styles.toggle}
              aria-pressed
              title="Show all configurations"
              onClick={() => change({ config: undefined })}
            >
              {laneTitle(config, analysers)}, {configWords(config, analysers)} ×
            </button>
          )}
          <PathFilter
            label="Search by path"
            value={search.path ?? ''}
            onChange={(path) => change({ path: path || undefined })}
          />
          <ChoiceFilter
            label="State"
            value={search.state ?? ''}
            choices={[['', 'Any state'], ...states]}
            onChange={(state) => change({ state: (state || undefined) as AnalysesSearch['state'] })}
          />
          <ChoiceFilter
            label="Analyser"
            value={search.analyser ?? ''}
            choices={[['', 'Any analyser'], ...names.map((name) => [name, laneTitle({ name }, analysers)] as const)]}
            onChange={(analyser) => change({ analyser: analyser || undefined })}
          />
        </>
      )}
      <button
        type="button"
        className={styles.toggle}
        aria-pressed={isGrouped}
        onClick={() => change({ by: isGrouped ? undefined : 'configuration' })}
      >
        By configuration
      </button>
    </ViewBar>
  )
}
