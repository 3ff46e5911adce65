/** Returns whether a value is an object with keys, which a list is not; `Value` is what it holds if it is JSON. */
export function isObject<Value = unknown>(value: unknown): value is Record<string, Value> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
