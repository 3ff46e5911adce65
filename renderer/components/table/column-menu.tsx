import { Popover, Tooltip, UnstyledButton } from '@mantine/core'
import { ArrowDown, ArrowUp, Columns3, Copy } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { toCsv } from '../../../shared/csv.ts'
import { formatCount } from '../../../shared/units.ts'
import { resetColumns, setColumnWidth, showColumns, useColumnChoice } from '../../state/columns.ts'
import { Button } from '../button.tsx'
import { Icon } from '../icon.tsx'
import { IconButton } from '../icon-button.tsx'
import { showError, showNotice } from '../notice.tsx'
import styles from './column-menu.module.css'
import { type Column, moved } from './columns.ts'
import { texts } from './texts.ts'

/** Rows that can be copied. The terminal writes more (`rushes list --csv`). */
const mostRows = 20_000

interface ColumnMenuProps<Row> {
  /** Label of the table, under which its columns are remembered. */
  table: string
  all: readonly Column<Row>[]
  /** The columns on screen. */
  shown: readonly Column<Row>[]
  /** The number of rows to copy: those that are selected if there are several, else all. */
  rowCount: number
  readRows: () => Promise<readonly Row[]>
}

/** A menu that shows, hides, moves and resizes the columns of a table, and copies its rows as CSV. */
export function ColumnMenu<Row>({ table, all, shown, rowCount, readRows }: ColumnMenuProps<Row>) {
  const [isOpen, setIsOpen] = useState(false)
  const names = shown.map(({ name }) => name)
  const hidden = all.filter(({ name }) => !names.includes(name))
  const copy = async () => {
    const rows = await readRows()
    const lines = [names, ...rows.map((row) => shown.map((column) => column.value(row)))]
    await navigator.clipboard.writeText(toCsv(lines))
    showNotice(texts.copiedAsCsv(formatCount(rows.length, 'row')))
  }
  return (
    <Popover opened={isOpen} onChange={setIsOpen} position="bottom-end" width={264} trapFocus returnFocus>
      <Popover.Target>
        <Tooltip label={texts.columns} disabled={isOpen}>
          <UnstyledButton
            className={styles.button}
            aria-label={texts.columns}
            aria-expanded={isOpen}
            aria-haspopup="dialog"
            onClick={() => setIsOpen(!isOpen)}
          >
            <Icon of={Columns3} size={14} />
          </UnstyledButton>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label={texts.columns} className={styles.menu}>
        <ul>
          {[...shown, ...hidden].map((column) => (
            <Entry key={column.name} table={table} column={column} names={names} />
          ))}
        </ul>
        <p>{texts.columnMenuText}</p>
        <footer>
          <Button variant="quiet" onClick={() => resetColumns(table)}>
            {texts.reset}
          </Button>
          <Button
            icon={Copy}
            disabled={rowCount === 0 || rowCount > mostRows}
            title={rowCount > mostRows ? texts.selectAtMostRows(formatCount(mostRows)) : undefined}
            onClick={() => void copy().catch(showError)}
          >
            {texts.copyAsCsv(formatCount(rowCount, 'row'))}
          </Button>
        </footer>
      </Popover.Dropdown>
    </Popover>
  )
}

interface EntryProps<Row> {
  table: string
  column: Column<Row>
  /** Names of the columns on screen. */
  names: readonly string[]
}

function Entry<Row>({ table, column: { name, width }, names }: EntryProps<Row>) {
  const { widths } = useColumnChoice(table)
  const isShown = names.includes(name)
  const move = (by: number) => showColumns(table, moved(names, name, by))
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || !isShown) return
    const run = {
      ArrowUp: () => move(-1),
      ArrowDown: () => move(1),
      ArrowLeft: () => setColumnWidth(table, name, (widths?.[name] ?? width) - 16),
      ArrowRight: () => setColumnWidth(table, name, (widths?.[name] ?? width) + 16),
    }[event.key]
    if (!run) return
    event.preventDefault()
    run()
  }
  return (
    <li>
      <label>
        <input
          type="checkbox"
          checked={isShown}
          disabled={isShown && names.length === 1}
          onChange={() => showColumns(table, isShown ? names.filter((other) => other !== name) : [...names, name])}
          onKeyDown={onKeyDown}
        />
        {name}
      </label>
      {isShown && (
        <span>
          <IconButton
            size="small"
            icon={ArrowUp}
            label={texts.moveUp(name)}
            disabled={names[0] === name}
            onClick={() => move(-1)}
          />
          <IconButton
            size="small"
            icon={ArrowDown}
            label={texts.moveDown(name)}
            disabled={names.at(-1) === name}
            onClick={() => move(1)}
          />
        </span>
      )}
    </li>
  )
}
