import type { BigIntStats } from 'node:fs'

/** Returns the modification time in whole milliseconds, rounded as that of other stats. */
export function mtimeMsOf({ mtimeNs }: BigIntStats): number {
  const second = 1_000_000_000n
  return Math.floor(Number(mtimeNs / second) * 1000 + Number(mtimeNs % second) / 1_000_000)
}
