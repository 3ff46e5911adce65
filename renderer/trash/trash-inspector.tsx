import { RotateCcw, Trash2 } from 'lucide-react'
import type { TrashItem } from '../../shared/contract/trash.ts'
import { formatBytes, formatCount, formatWhen } from '../../shared/units.ts'
import { FactList } from '../components/fact-list.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { Inspector } from '../components/inspector.tsx'
import { Hint, Panel } from '../components/panel.tsx'
import { texts } from './texts.ts'
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
      <IconButton icon={RotateCcw} label={texts.restore} shortcut="Trash: R" onClick={onRestore} />
      <IconButton icon={Trash2} label={texts.deleteForGoodMenu} shortcut="Trash: Delete" onClick={onDelete} />
    </>
  )
  if (count === 0)
    return (
      <Inspector>
        <Panel title={texts.trash}>
          <Hint>{texts.selectHint}</Hint>
        </Panel>
      </Inspector>
    )
  return (
    <Inspector>
      {count === 1 && only ? (
        <Panel title={only.name} actions={actions}>
          <FactList
            facts={[
              [texts.kind, kindLabels[only.kind]],
              [texts.wasIn, folderOf(only)],
              [texts.removed, formatWhen(only.removed_at)],
              [texts.frees, only.size_bytes > 0 ? formatBytes(only.size_bytes) : texts.nothing],
            ]}
          />
          {only.size_bytes === 0 && only.path !== null && <Hint>{texts.fileStays}</Hint>}
        </Panel>
      ) : (
        <Panel title={formatCount(count, 'item')} actions={actions} />
      )}
    </Inspector>
  )
}
