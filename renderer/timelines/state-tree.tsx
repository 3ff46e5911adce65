import { ChevronDown, ChevronRight } from 'lucide-react'
import { useMemo, useState } from 'react'
import { Icon } from '../components/icon.tsx'
import { type KeyBinding, runKeys } from '../components/keys.ts'
import { type StateRow, stateRows } from './state-rows.ts'
import styles from './state-tree.module.css'
import { texts } from './texts.ts'
import { VirtualRows } from './virtual-rows.tsx'

interface KeyedTree {
  rows: readonly StateRow[]
  active: number
  move: (index: number) => void
  toggle: (path: string) => void
}

/** Keys of a state that is shown as a tree. */
const stateKeys: readonly KeyBinding<KeyedTree>[] = [
  { keys: 'ArrowUp', label: texts.previousLine, run: ({ active, move }) => move(active - 1) },
  { keys: 'ArrowDown', label: texts.nextLine, run: ({ active, move }) => move(active + 1) },
  { keys: 'Home', label: texts.firstLine, run: ({ move }) => move(0) },
  { keys: 'End', label: texts.lastLine, run: ({ move }) => move(Number.POSITIVE_INFINITY) },
  {
    keys: 'ArrowRight',
    label: texts.openOrNextLine,
    run: ({ rows, active, move, toggle }) =>
      rows[active]?.isOpen === false ? toggle(rows[active].path) : move(active + 1),
  },
  {
    keys: 'ArrowLeft',
    label: texts.closeOrTheLine,
    run: ({ rows, active, move, toggle }) => {
      const row = rows[active]
      if (row?.isOpen) toggle(row.path)
      else move(rows.findLastIndex((other, index) => index < active && other.depth < (row?.depth ?? 0)))
    },
  },
  {
    keys: 'Enter Space',
    label: texts.openOrClose,
    run: ({ rows, active, toggle }) => rows[active]?.isOpen !== null && toggle(rows[active]?.path ?? ''),
  },
]

interface StateTreeProps {
  label: string
  value: object
  /** Paths that are open at first. */
  initial: readonly string[]
}

/** A value as a tree of lines that open and close. */
export function StateTree({ label, value, initial }: StateTreeProps) {
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(initial))
  const [wanted, setActive] = useState(0)
  const rows = useMemo(() => stateRows(value, open), [value, open])
  const active = Math.min(wanted, rows.length - 1)
  const toggle = (path: string) => {
    const next = new Set(open)
    if (!next.delete(path)) next.add(path)
    setOpen(next)
  }
  const move = (index: number) => setActive(Math.max(0, Math.min(rows.length - 1, index)))
  return (
    <VirtualRows
      count={rows.length}
      active={active}
      role="tree"
      aria-label={label}
      onKeyDown={(event) => {
        if (runKeys(event, stateKeys, { rows, active, move, toggle })) event.stopPropagation()
      }}
    >
      {(index) => {
        const row = rows[index]
        if (!row) return null
        return (
          // biome-ignore lint/a11y/useFocusableInteractive: the tree keeps the focus
          // biome-ignore lint/a11y/useKeyWithClickEvents: the tree handles the keys
          <div
            role="treeitem"
            aria-level={row.depth + 1}
            aria-expanded={row.isOpen ?? undefined}
            aria-selected={index === active}
            className={styles.line}
            style={{ paddingLeft: 8 + row.depth * 14 }}
            title={row.words}
            onClick={() => {
              setActive(index)
              if (row.isOpen !== null) toggle(row.path)
            }}
          >
            <i>{row.isOpen !== null && <Icon of={row.isOpen ? ChevronDown : ChevronRight} size={12} />}</i>
            <span>{row.name}</span> <b data-leaf={row.isOpen === null || undefined}>{row.words}</b>
          </div>
        )
      }}
    </VirtualRows>
  )
}
