// biome-ignore-all lint/a11y/useSemanticElements: rows of a <table> cannot be positioned, as a virtual one needs
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus and names the active row
import type { Column } from './columns.ts'
import styles from './row-table.module.css'

/** The cells of a row; a placeholder until it is loaded. Tooltips show texts that are cut off. */
export function Cells<Row>({ columns, row }: { columns: readonly Column<Row>[]; row: Row | undefined }) {
  return columns.map((column, index) => {
    const content = row === undefined ? index === 0 && <Pending /> : column.cell(row)
    return (
      <span key={column.name} role="gridcell" data-kind={column.kind}>
        {typeof content === 'string' ? (
          <span className={styles.text} title={content}>
            {content}
          </span>
        ) : (
          content
        )}
      </span>
    )
  })
}

function Pending() {
  return <span className={styles.pending} />
}
