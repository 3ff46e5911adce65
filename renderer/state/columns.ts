import { create } from 'zustand'
import { persist } from 'zustand/middleware'

/** The chosen columns of a table, their order and widths. */
export interface ColumnChoice {
  /** Names of the columns that are shown, in their order; undefined until they were chosen. */
  shown?: readonly string[]
  /** Widths in pixels, of the columns that were made wider or narrower. */
  widths?: Readonly<Record<string, number>>
}

const none: ColumnChoice = {}

/** The choices by the label of the table, kept between sessions. */
const useChoices = create<Record<string, ColumnChoice>>()(persist(() => ({}), { name: 'rushes-columns' }))

/** Returns what was chosen for a table. */
export function useColumnChoice(table: string): ColumnChoice {
  return useChoices((choices) => choices[table] ?? none)
}

/** Shows these columns of a table, in this order. */
export function showColumns(table: string, shown: readonly string[]): void {
  useChoices.setState((choices) => ({ [table]: { ...choices[table], shown } }))
}

/** Sets the width of a column in pixels; undefined resets it. */
export function setColumnWidth(table: string, name: string, width: number | undefined): void {
  useChoices.setState((choices) => {
    const { [name]: _, ...widths } = choices[table]?.widths ?? {}
    return {
      [table]: {
        ...choices[table],
        widths: width === undefined ? widths : { ...widths, [name]: Math.round(Math.min(1200, Math.max(44, width))) },
      },
    }
  })
}

/** Shows the columns of a table as before any choice. */
export function resetColumns(table: string): void {
  useChoices.setState({ [table]: none })
}
