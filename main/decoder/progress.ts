// SPDX-License-Identifier: GPL-3.0-or-later

/** Rarely enough to cost nothing, and far below the limits of progress. */
const intervalMs = 500

let send: () => void = () => undefined
let last = 0

/** Has progress reported by `report`. */
export function onProgress(report: () => void): void {
  send = report
}

/** Tells the program that waits that the work goes on: a packet was read, or a frame decoded. */
export function reportProgress(): void {
  const now = performance.now()
  if (now - last < intervalMs) return
  last = now
  send()
}
