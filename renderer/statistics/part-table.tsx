import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { formatCount } from '../../shared/units.ts'
import { Button } from '../components/button.tsx'
import { linkTo, type Part } from './part.ts'
import styles from './statistics-page.module.css'
import { texts } from './texts.ts'

/** Rows that are listed before “Show all”. */
const few = 8

interface PartTableProps {
  label: string
  /** Heads of the columns: that of the names, then one for each cell. */
  heads: readonly string[]
  parts: readonly Part[]
  /** True to draw each value as a bar. */
  hasBars?: boolean
}

/** The numbers of a chart as a table; each name is a link to the list that its row counts. */
export function PartTable({ label, heads, parts, hasBars = false }: PartTableProps) {
  const [isAll, setAll] = useState(false)
  const most = Math.max(1, ...parts.map(({ value }) => value))
  const [first, ...others] = heads
  return (
    <>
      <table className={styles.table} aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{first}</th>
            {others.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {(isAll ? parts : parts.slice(0, few)).map((part) => (
            <tr key={part.key} data-link={part.to !== null || undefined}>
              <th scope="row">
                {part.colour && <i className={styles.swatch} style={{ background: part.colour }} />}
                {part.to ? (
                  <Link {...linkTo(part.to)} title={part.name}>
                    {part.name}
                  </Link>
                ) : (
                  <span title={part.name}>{part.name}</span>
                )}
                {hasBars && (
                  <i
                    className={styles.bar}
                    style={{ width: `${(part.value / most) * 100}%`, background: part.colour }}
                  />
                )}
              </th>
              {part.cells.map((cell, index) => (
                <td key={heads[index + 1]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {!isAll && parts.length > few && (
        <Button variant="quiet" size="small" onClick={() => setAll(true)}>
          {texts.showAll(formatCount(parts.length))}
        </Button>
      )}
    </>
  )
}
