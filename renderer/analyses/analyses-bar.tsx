import { useQuery } from '@tanstack/react-query'
import { cacheStates } from '../../shared/contract/analyses.ts'
import { api } from '../client.ts'
import { Button } from '../components/button.tsx'
import { configLabel, laneTitle } from '../components/lanes/lane-labels.ts'
import { stateLabels } from '../components/lanes/lane-state.tsx'
import { useAnalysers } from '../components/lanes/use-lanes.ts'
import { ChoiceFilter, TextFilter, Toolbar } from '../components/toolbar.tsx'
import { type AnalysesSearch, useAnalysesSearch } from './analyses-search.ts'
import { ScopeChip } from './scope-chip.tsx'
import { texts } from './texts.ts'

const states = cacheStates.map((state) => [state, stateLabels[state]] as const)

/** The toolbar of the analyses view: the count and the filters. */
export function AnalysesBar({ words }: { words: string }) {
  const { search, change } = useAnalysesSearch()
  const analysers = useAnalysers()
  const { data: groups = [] } = useQuery(api.analyses.groups.queryOptions())
  const names = [...new Set(groups.flatMap(({ name }) => name ?? []))]
  const isGrouped = search.by === 'configuration'
  const config = groups.find(({ config_hash }) => config_hash === search.config)
  return (
    <Toolbar title={texts.analyses} words={words}>
      {isGrouped && <ScopeChip />}
      {!isGrouped && (
        <>
          {config && (
            <Button
              variant="quiet"
              aria-pressed
              title={texts.showAllConfigurations}
              onClick={() => change({ config: undefined })}
            >
              {laneTitle(config, analysers)}, {configLabel(config, analysers)} ×
            </Button>
          )}
          <TextFilter
            label={texts.searchByPath}
            value={search.path ?? ''}
            onChange={(path) => change({ path: path || undefined })}
          />
          <ChoiceFilter
            label={texts.state}
            value={search.state ?? ''}
            choices={[['', texts.anyState], ...states]}
            onChange={(state) => change({ state: (state || undefined) as AnalysesSearch['state'] })}
          />
          <ChoiceFilter
            label={texts.analyser}
            value={search.analyser ?? ''}
            choices={[['', texts.anyAnalyser], ...names.map((name) => [name, laneTitle({ name }, analysers)] as const)]}
            onChange={(analyser) => change({ analyser: analyser || undefined })}
          />
        </>
      )}
      <Button
        variant="quiet"
        aria-pressed={isGrouped}
        onClick={() => change({ by: isGrouped ? undefined : 'configuration' })}
      >
        {texts.byConfiguration}
      </Button>
    </Toolbar>
  )
}
