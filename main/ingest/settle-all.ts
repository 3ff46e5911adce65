/** Waits for all of `works`, then throws what the first one threw that failed: nothing goes on behind the end. */
export async function settleAll(works: readonly Promise<void>[]): Promise<void> {
  for (const end of await Promise.allSettled(works)) if (end.status === 'rejected') throw end.reason
}
