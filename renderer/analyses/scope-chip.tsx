import { X } from 'lucide-react'
import { formatCount } from '../../shared/units.ts'
import { Button } from '../components/button.tsx'
import { Icon } from '../components/icon.tsx'
import { useComparisonSearch } from './comparison-search.ts'
import { texts } from './texts.ts'

/** The takes that are compared, if not all, as a button that widens the comparison to all. */
export function ScopeChip() {
  const { search, change, selectedCount } = useComparisonSearch()
  const words = search.selected ? formatCount(selectedCount, texts.selectedTake) : search.takes
  if (!words) return null
  return (
    <Button
      variant="quiet"
      aria-pressed
      title={texts.showAllTakes}
      onClick={() => change({ takes: undefined, selected: undefined })}
    >
      {words} <Icon of={X} size={12} />
    </Button>
  )
}
