import { formatCount } from '../../shared/units.ts'
import { FactList } from '../components/fact-list.tsx'
import { laneTitle } from '../components/lanes/lane-labels.ts'
import { CacheStateTag } from '../components/lanes/lane-state.tsx'
import { useLanes } from '../components/lanes/use-lanes.ts'
import { Section } from '../components/section.tsx'
import { texts } from './texts.ts'

/** Lists the results of the analyses of a take, one line each. */
export function TakeAnalyses({ id }: { id: string }) {
  const { lanes = [], analysers } = useLanes(id)
  // Of several configurations of an analyser, only the newest is shown.
  const newest = [...new Map(lanes.toReversed().map((lane) => [laneTitle(lane, analysers), lane])).entries()]
  if (newest.length === 0) return null
  return (
    <Section title={texts.analyses}>
      <FactList
        facts={newest.toReversed().map(([title, lane]) => [
          title,
          <span key={lane.id}>
            {formatCount(lane.ranges?.length ?? 0, 'range')} · <CacheStateTag state={lane.state} />
          </span>,
        ])}
      />
    </Section>
  )
}
