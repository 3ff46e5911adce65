import { plainLine } from '../../shared/plain-text.ts'

/** Returns rows of cells as text: columns aligned, two spaces apart, the last one not padded. */
export function table(cells: readonly (readonly string[])[]): string {
  const rows = cells.map((row) => row.map(plainLine))
  const widths: number[] = []
  for (const row of rows) {
    for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, cell.length)
  }
  return rows
    .map((row) => row.map((cell, index) => cell.padEnd(index === row.length - 1 ? 0 : (widths[index] ?? 0))).join('  '))
    .join('\n')
}
