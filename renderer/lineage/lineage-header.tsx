import { SegmentedControl } from '@mantine/core'
import { ChevronLeft } from 'lucide-react'
import type { LineageDirection } from '../../shared/contract/lineage.ts'
import { Icon } from '../components/icon.tsx'
import wayBack from '../components/way-back.module.css'
import { ChoiceFilter } from '../rows/view-bar.tsx'
import styles from './lineage-page.module.css'
import { type Depth, depths, type LineageView, usualDepth } from './lineage-search.ts'

export const directionWords: readonly (readonly [LineageDirection, string])[] = [
  ['from', 'Made from'],
  ['both', 'Both'],
  ['into', 'Made into'],
]

function depthWords(depth: Depth): string {
  if (depth === 'all') return 'All steps'
  return depth === '1' ? '1 step' : `${depth} steps`
}

interface LineageHeaderProps {
  name: string | undefined
  /** How much is there. */
  words: string
  view: LineageView
  onBack: () => void
}

/** The way back, whose lineage it is, how much is there, which way and how far it is followed. */
export function LineageHeader({ name, words, view, onBack }: LineageHeaderProps) {
  return (
    <header className={styles.header}>
      <button type="button" className={wayBack.back} onClick={onBack} title="Back (Esc)">
        <Icon of={ChevronLeft} />
        Back
      </button>
      <h1 className={styles.name}>{name === undefined ? 'Lineage' : `Lineage of ${name}`}</h1>
      <span className={styles.counts} role="status">
        {words}
      </span>
      <SegmentedControl
        size="xs"
        aria-label="Direction"
        value={view.direction}
        onChange={(direction) => view.change({ direction: direction as LineageDirection })}
        data={directionWords.map(([value, label]) => ({ value, label }))}
      />
      <ChoiceFilter
        label="How far"
        value={view.depth === usualDepth ? '' : view.depth}
        choices={depths.map((depth) => [depth === usualDepth ? '' : depth, depthWords(depth)])}
        onChange={(depth) => view.change({ depth: depth === '' ? usualDepth : (depth as Depth) })}
      />
    </header>
  )
}
