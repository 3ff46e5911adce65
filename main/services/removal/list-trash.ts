import type { TrashFilter, TrashItem, TrashSort } from '../../../shared/contract/trash.ts'
import type { SortOrder } from '../../../shared/sort-order.ts'
import type { Core } from '../../core.ts'
import { endsThere } from '../../database/connection/keyset.ts'
import type { Page } from '../../database/connection/query-parts.ts'
import { countTrash, listTrash } from '../../database/removal/trash.ts'
import { olderThan, sizeInTrash } from './empty-trash.ts'

/** A row of the trash; its files are measured when it is shown, or to sort by size. */
type Row = Omit<TrashItem, 'size_bytes'> & { size_bytes?: number }

const sortValue: Record<TrashSort, (row: Row) => string | number> = {
  removed: ({ removed_at }) => removed_at,
  name: ({ name }) => name.toLowerCase(),
  path: ({ path }) => path?.toLowerCase() ?? '',
  kind: ({ kind }) => kind,
  size: ({ size_bytes = 0 }) => size_bytes,
}

interface TrashPage extends Page {
  sort: TrashSort
  order: SortOrder
}

/**
 * Lists a page of the trash with the bytes that each item frees, and counts all items. Newest first, it reads only that
 * page; in another order it reads the whole trash, and for that of size also measures it.
 * @throws RushesError NOT_FOUND if the row that the page is to follow is gone
 */
export async function listTrashPage(core: Core, filter: TrashFilter, page: TrashPage) {
  const tombstones = { kind: filter.kind, removedBefore: olderThan(core, filter.older_than_days) }
  const isUsual = page.sort === 'removed' && page.order === 'desc'
  const [rows, total] = await Promise.all([
    isUsual ? listTrash(core.db, tombstones, page) : listSorted(core, tombstones, page),
    countTrash(core.db, tombstones),
  ])
  return { items: await Promise.all(rows.map((row) => withSize(core, row))), total }
}

async function listSorted(core: Core, tombstones: Parameters<typeof listTrash>[1], page: TrashPage): Promise<Row[]> {
  const { sort, order, after, offset, limit } = page
  const all: Row[] = await listTrash(core.db, tombstones, { offset: 0, limit: -1 })
  const rows = sort === 'size' ? await Promise.all(all.map((row) => withSize(core, row))) : all
  const compare = (one: string | number, other: string | number) => (one < other ? -1 : one > other ? 1 : 0)
  const direction = order === 'asc' ? 1 : -1
  // Sorting is stable: rows with one value stay newest first.
  rows.sort((one, other) => direction * compare(sortValue[sort](one), sortValue[sort](other)))
  if (after === undefined) return rows.slice(offset, offset + limit)
  const at = rows.findIndex(({ kind, id }) => `${kind}/${id}` === after)
  if (at < 0) throw endsThere(after)
  return rows.slice(at + 1, at + 1 + limit)
}

async function withSize(core: Core, row: Row): Promise<TrashItem> {
  return { ...row, size_bytes: row.size_bytes ?? (await sizeInTrash(core, row)) }
}
