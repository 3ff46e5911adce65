/** On-screen texts, ready for translation. */
export const texts = {
  copiedAsCsv: (rows: string) => `Copied ${rows} as CSV`,
  columns: 'Columns',
  columnMenuText: 'Alt ↑ ↓ moves a column, Alt ← → changes its width.',
  reset: 'Reset',
  copyAsCsv: (rows: string) => `Copy ${rows} as CSV`,
  selectAtMostRows: (mostRows: string) => `Select at most ${mostRows} rows`,
  moveUp: (name: string) => `Move ${name} up`,
  moveDown: (name: string) => `Move ${name} down`,
  loading: 'Loading',
  sortBy: (name: string, order: string) => `Sort by ${name}, ${order}`,
  selected: (total: string, selected: string) => `${total} · ${selected} selected`,
} as const
