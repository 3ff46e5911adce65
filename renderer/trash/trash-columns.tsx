import { Copy, FileVideo2, Image, type LucideIcon, Waypoints } from 'lucide-react'
import type { TrashItem } from '../../shared/contract/trash.ts'
import { formatBytes, formatWhen } from '../../shared/units.ts'
import { Icon } from '../components/icon.tsx'
import type { Column } from '../components/table/row-table.tsx'
import { folderOf, kindLabels } from './trash-labels.ts'
import styles from './trash-page.module.css'

const icons: Record<TrashItem['kind'], LucideIcon> = {
  video: FileVideo2,
  image: Image,
  workflow: Waypoints,
  copy: Copy,
}

/** The columns of the table. Their widths are in trash-page.module.css. */
export const trashColumns: readonly Column<TrashItem>[] = [
  {
    name: 'Name',
    cell: ({ kind, name }) => (
      <span className={styles.name} title={name}>
        <Icon of={icons[kind]} size={14} />
        <span>{name}</span>
      </span>
    ),
  },
  {
    name: 'Was in',
    cell: (item) => (
      <span className={styles.folder} title={folderOf(item)}>
        <bdi>{folderOf(item)}</bdi>
      </span>
    ),
  },
  { name: 'Kind', kind: 'minor', cell: ({ kind }) => kindLabels[kind] },
  { name: 'Size', kind: 'number', cell: ({ size_bytes }) => (size_bytes > 0 ? formatBytes(size_bytes) : '–') },
  { name: 'Removed', kind: 'number', cell: ({ removed_at }) => formatWhen(removed_at) },
]
