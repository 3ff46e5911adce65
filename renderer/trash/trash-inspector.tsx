import { RotateCcw, Trash2 } from 'lucide-react'
import type { TrashItem } from '../../shared/contract/trash.ts'
import { formatBytes, formatCount } from '../../shared/units.ts'
import { FactList } from '../components/fact-list.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { Inspector } from '../components/inspector.tsx'
import { Hint, Panel } from '../components/panel.tsx'
import { formatWhenInline } from '../components/relative-time.ts'
import { folderOf, kindLabels } from './trash-labels.ts'

interface TrashInspectorProps {
  count: number
  /** The selected items that are loaded. */
  rows: readonly TrashItem[]
  onRestore: () => void
  onDelete: () => void
}

/** The inspector of the trash: one item, several, or a hint if none is selected. */
export function TrashInspector({ count, rows, onRestore, onDelete }: TrashInspectorProps) {
  const [only] = rows
  const actions = (
    <>
      <IconButton icon={RotateCcw} label="Restore" shortcut="Trash: R" onClick={onRestore} />
      <IconButton icon={Trash2} label="Delete for good…" shortcut="Trash: Delete" onClick={onDelete} />
    </>
  )
  if (count === 0)
    return (
      <Inspector>
        <Panel title="Trash">
          <Hint>Select an item to restore it, with its ratings, tags and associations, or to delete it for good.</Hint>
        </Panel>
      </Inspector>
    )
  return (
    <Inspector>
      {count === 1 && only ? (
        <Panel title={only.name} actions={actions}>
          <FactList
            facts={[
              ['Kind', kindLabels[only.kind]],
              ['Was in', folderOf(only)],
              ['Removed', formatWhenInline(only.removed_at)],
              ['Frees', only.size_bytes > 0 ? formatBytes(only.size_bytes) : 'Nothing'],
            ]}
          />
          {only.size_bytes === 0 && only.path !== null && (
            <Hint>The library does not own its file, so the file stays where it is.</Hint>
          )}
        </Panel>
      ) : (
        <Panel title={formatCount(count, 'item')} actions={actions} />
      )}
    </Inspector>
  )
}
