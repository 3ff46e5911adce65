/**
 * Returns CSV (RFC 4180): lines end in CRLF; a field with a comma, quote or line break is quoted, and its quotes are
 * doubled. Null and undefined are empty fields, objects are JSON.
 */
export function toCsv(rows: readonly (readonly unknown[])[]): string {
  return rows.map((fields) => `${fields.map(csvField).join(',')}\r\n`).join('')
}

function csvField(value: unknown): string {
  if (value === undefined || value === null) return ''
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
