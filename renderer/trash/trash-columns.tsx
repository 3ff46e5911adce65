import { Copy, FileVideo2, Film, GitBranch, Image, type LucideIcon, Waypoints } from 'lucide-react'
import type { TrashItem, TrashSort } from '../../shared/contract/trash.ts'
import { formatBytes } from '../../shared/units.ts'
import { Icon } from '../components/icon.tsx'
import { numberColumn, textColumn, timeColumn } from '../components/table/column-kinds.ts'
import type { Column } from '../components/table/columns.ts'
import { texts } from './texts.ts'
import { folderOf, kindLabels } from './trash-labels.ts'
import styles from './trash-page.module.css'

const icons: Record<TrashItem['kind'], LucideIcon> = {
  video: FileVideo2,
  image: Image,
  workflow: Waypoints,
  timeline: Film,
  branch: GitBranch,
  copy: Copy,
}

/** The columns of the table. */
export const trashColumns: readonly Column<TrashItem, TrashSort>[] = [
  {
    name: texts.name,
    sort: 'name',
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
    name: texts.wasIn,
    sort: 'path',
    width: 110,
    grow: 1.2,
    value: folderOf,
    cell: (item) => (
      <span className={styles.folder} title={folderOf(item)}>
        <bdi>{folderOf(item)}</bdi>
      </span>
    ),
  },
  textColumn(texts.kind, 96, ({ kind }) => kindLabels[kind], { sort: 'kind', yields: 1 }),
  numberColumn(texts.size, 76, ({ size_bytes }) => size_bytes, {
    sort: 'size',
    cell: ({ size_bytes }) => (size_bytes > 0 ? formatBytes(size_bytes) : '–'),
  }),
  timeColumn(texts.removed, ({ removed_at }) => removed_at, { sort: 'removed' }),
]
