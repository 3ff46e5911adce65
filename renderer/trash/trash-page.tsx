import { useQuery } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { TrashItem, TrashKey } from '../../shared/contract/trash.ts'
import { formatBytes } from '../../shared/units.ts'
import { api, client } from '../client.ts'
import { Button } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { ErrorLine } from '../components/error-state.tsx'
import { keyTable, runKeys } from '../components/keys.ts'
import { Listing } from '../components/table/listing.tsx'
import { readAll } from '../components/table/read-all.ts'
import { RowTable } from '../components/table/row-table.tsx'
import { useRowView } from '../components/table/use-row-view.ts'
import { Toolbar } from '../components/toolbar.tsx'
import { DeleteDialog } from './delete-dialog.tsx'
import { texts } from './texts.ts'
import { restoreItems } from './trash-actions.ts'
import { trashColumns } from './trash-columns.tsx'
import { TrashInspector } from './trash-inspector.tsx'
import { spokenItem } from './trash-labels.ts'
import { useTrashOrder } from './trash-search.ts'

const keyOf = ({ kind, id }: TrashItem) => `${kind} ${id}`
const keysPerCall = 1000

function readKey(key: string): TrashKey {
  const end = key.indexOf(' ')
  return { kind: key.slice(0, end) as TrashKey['kind'], id: key.slice(end + 1) }
}

interface SelectedItems {
  count: number
  restore: () => void
  askToDelete: () => void
}

/** Keys of this table besides those of every table. */
export const trashKeys = keyTable<SelectedItems>('Trash', [
  { keys: 'R', label: texts.restore, run: ({ count, restore }) => count > 0 && restore() },
  { keys: 'Delete', label: texts.deleteForGood, run: ({ count, askToDelete }) => count > 0 && askToDelete() },
])

/** The view of what was removed: restores it, or deletes it for good. */
export function TrashPage() {
  const sorting = useTrashOrder()
  const listed = { sort: sorting.sort, order: sorting.order }
  const { rows, ids, chosen, clear, words, table } = useRowView<TrashItem, string>({
    query: (offset, limit) => api.trash.list.queryOptions({ input: { ...listed, offset, limit } }),
    keyOf,
    readKeys: () =>
      readAll(async (page) => (await client.trash.list({ ...listed, ...page })).items.map(keyOf), keysPerCall),
    filter: listed,
  })
  const { data: size } = useQuery(api.trash.size.queryOptions())
  const [asking, setAsking] = useState<'selection' | 'all'>()
  const total = rows.total ?? 0
  const selected = {
    count: ids.length,
    restore: () => {
      clear()
      void restoreItems(ids.map(readKey))
    },
    askToDelete: () => setAsking('selection'),
  }
  const isKnown = chosen.length === ids.length
  return (
    <section aria-label={texts.trash}>
      <Toolbar title={texts.trash} words={size?.size_bytes ? `${words} · ${formatBytes(size.size_bytes)}` : words}>
        <Button disabled={ids.length === 0} onClick={selected.restore}>
          {texts.restore} <kbd>R</kbd>
        </Button>
        <Button disabled={total === 0} onClick={() => setAsking('all')}>
          {texts.emptyTrash}
        </Button>
      </Toolbar>
      <Listing rows={rows} failure={texts.couldntLoadTheTrash} empty={<EmptyTrash />}>
        <ErrorLine error={rows.error} onRetry={rows.retry} />
        <RowTable
          key={JSON.stringify(listed)}
          label={texts.trash}
          columns={trashColumns}
          {...table}
          sorting={sorting}
          spoken={spokenItem}
          onOpen={() => undefined}
          onKey={(press) => runKeys(press, trashKeys, selected)}
        />
      </Listing>
      <TrashInspector count={ids.length} rows={chosen} onRestore={selected.restore} onDelete={selected.askToDelete} />
      {asking === 'selection' && (
        <DeleteDialog
          keys={ids.map(readKey)}
          count={ids.length}
          bytes={isKnown ? chosen.reduce((sum, { size_bytes }) => sum + size_bytes, 0) : undefined}
          sample={chosen}
          onDeleted={clear}
          onClose={() => setAsking(undefined)}
        />
      )}
      {asking === 'all' && (
        <DeleteDialog
          count={total}
          bytes={size?.size_bytes}
          sample={rows.loaded}
          onDeleted={clear}
          onClose={() => setAsking(undefined)}
        />
      )}
    </section>
  )
}

function EmptyTrash() {
  return (
    <EmptyState icon={Trash2} title={texts.theTrashIsEmpty}>
      {texts.emptyTrashText}
    </EmptyState>
  )
}
