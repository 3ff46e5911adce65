import { SegmentedControl } from '@mantine/core'
import { ChevronLeft } from 'lucide-react'
import type { LineageDirection } from '../../shared/contract/lineage.ts'
import { Button } from '../components/button.tsx'
import { type Depth, depths } from '../components/takes/open-lineage.ts'
import { ChoiceFilter, Toolbar } from '../components/toolbar.tsx'
import { defaultDepth, type LineageView } from './lineage-search.ts'
import { texts } from './texts.ts'

export const directionLabels: readonly (readonly [LineageDirection, string])[] = [
  ['from', texts.madeFrom],
  ['both', texts.both],
  ['into', texts.madeInto],
]

function depthLabel(depth: Depth): string {
  if (depth === 'all') return texts.allSteps
  return depth === '1' ? '1 step' : texts.stepsDeep(depth)
}

interface LineageHeaderProps {
  name: string | undefined
  /** Counts of takes and links. */
  words: string
  view: LineageView
  onBack: () => void
}

/** The header of a lineage: link back, name of the take, counts, direction and depth. */
export function LineageHeader({ name, words, view, onBack }: LineageHeaderProps) {
  return (
    <Toolbar
      hasLine
      before={
        <Button variant="quiet" icon={ChevronLeft} onClick={onBack} title={texts.backEsc}>
          {texts.back}
        </Button>
      }
      title={name === undefined ? texts.lineage : texts.lineageOf(name)}
      words={words}
    >
      <SegmentedControl
        aria-label={texts.direction}
        value={view.direction}
        onChange={(direction) => view.change({ direction: direction as LineageDirection })}
        data={directionLabels.map(([value, label]) => ({ value, label }))}
      />
      <ChoiceFilter
        label={texts.steps}
        value={view.depth === defaultDepth ? '' : view.depth}
        choices={depths.map((depth) => [depth === defaultDepth ? '' : depth, depthLabel(depth)])}
        onChange={(depth) => view.change({ depth: depth === '' ? defaultDepth : (depth as Depth) })}
      />
    </Toolbar>
  )
}
