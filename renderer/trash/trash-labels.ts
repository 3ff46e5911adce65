import type { TrashItem } from '../../shared/contract/trash.ts'
import { formatBytes, formatCount, formatWhen } from '../../shared/units.ts'
import { texts } from './texts.ts'

/** Names of the kinds of items. */
export const kindLabels: Record<TrashItem['kind'], string> = {
  video: texts.take,
  image: texts.image,
  workflow: texts.workflow,
  timeline: texts.timeline,
  branch: texts.branch,
  copy: texts.exactCopy,
}

/** Returns the folder that an item was in; an en dash for one that is no file. */
export function folderOf({ path }: TrashItem): string {
  return path?.replace(/[\\/][^\\/]*$/, '') || '–'
}

/** Returns the screen-reader text of a row. */
export function spokenItem(item: TrashItem): string {
  const { name, kind, size_bytes, removed_at } = item
  const size = size_bytes > 0 ? formatBytes(size_bytes) : texts.freesNothing
  return [name, kindLabels[kind], size, texts.removedAt(formatWhen(removed_at))].join(', ')
}

/** Counts items with the size of their files: `3 items · 1.2 GB`. */
export function countLabel(count: number, bytes: number): string {
  return bytes > 0 ? `${formatCount(count, 'item')} · ${formatBytes(bytes)}` : formatCount(count, 'item')
}
