/**
 * An object out of a column of JSON text that belongs to other programs too: what is no object is shown as `{ value }`, what is
 * no JSON as `{ text }`.
 */
export function parseObject(text: string | null): Record<string, never> | null {
  if (text === null) return null
  try {
    const value: unknown = JSON.parse(text)
    return (typeof value === 'object' && value !== null && !Array.isArray(value) ? value : { value }) as Record<
      string,
      never
    >
  } catch {
    return { text } as unknown as Record<string, never>
  }
}
