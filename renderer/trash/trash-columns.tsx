import { Copy, FileVideo2, Image, type LucideIcon, Waypoints } from 'lucide-react'
import type { TrashItem } from '../../shared/contract/trash.ts'
import { formatBytes, formatWhen } from '../../shared/units.ts'
import { Icon } from '../components/icon.tsx'
import type { Column } from '../components/table/columns.ts'
import { folderOf, kindLabels } from './trash-labels.ts'
import styles from './trash-page.module.css'

const icons: Record<TrashItem['kind'], LucideIcon> = {
  video: FileVideo2,
  image: Image,
  workflow: Waypoints,
  copy: Copy,
}

/** The columns of the table. */
export const trashColumns: readonly Column<TrashItem>[] = [
  {
    name: 'Name',
    width: 130,
    grow: 1,
    value: ({ name }) => name,
    cell: ({ kind, name }) => (
      <span className={styles.name} title={name}>
        <Icon of={icons[kind]} size={14} />
        <span>{name}</span>
      </span>
    ),
  },
  {
    name: 'Was in',
    width: 110,
    grow: 1.2,
    value: folderOf,
    cell: (item) => (
      <span className={styles.folder} title={folderOf(item)}>
        <bdi>{folderOf(item)}</bdi>
      </span>
    ),
  },
  {
    name: 'Kind',
    width: 96,
    yields: 1,
    value: ({ kind }) => kindLabels[kind],
    cell: ({ kind }) => kindLabels[kind],
  },
  {
    name: 'Size',
    kind: 'number',
    width: 76,
    value: ({ size_bytes }) => size_bytes,
    cell: ({ size_bytes }) => (size_bytes > 0 ? formatBytes(size_bytes) : '–'),
  },
  {
    name: 'Removed',
    kind: 'number',
    width: 116,
    value: ({ removed_at }) => removed_at,
    cell: ({ removed_at }) => formatWhen(removed_at),
  },
]
