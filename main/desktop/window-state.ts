import { readFileSync, writeFileSync } from 'node:fs'
import type { BrowserWindow, Rectangle } from 'electron'
import { z } from 'zod'

const stateSchema = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(320).max(20_000),
  height: z.int().min(240).max(20_000),
  maximized: z.boolean(),
})
/** Bounds of a window, in screen pixels, and whether it was maximized. */
type WindowState = z.infer<typeof stateSchema>

/** Least part of a window that must be on a display, in pixels, so that it can be dragged. */
const reachable = { width: 120, height: 60 }

/** Reads the state in `file`; undefined if it is missing or damaged, or if no display shows those bounds any more. */
export function readWindowState(file: string, workAreas: Rectangle[]): WindowState | undefined {
  try {
    const state = stateSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
    return workAreas.some((area) => canReach(state, area)) ? state : undefined
  } catch {
    return undefined
  }
}

function canReach(state: WindowState, area: Rectangle): boolean {
  const width = Math.min(state.x + state.width, area.x + area.width) - Math.max(state.x, area.x)
  const height = Math.min(state.y + state.height, area.y + area.height) - Math.max(state.y, area.y)
  const barIsBelowTop = state.y >= area.y - 8
  return width >= reachable.width && height >= reachable.height && barIsBelowTop
}

/** Writes the bounds of `window` to `file`; a failure is ignored. */
export function keepWindowState(file: string, window: Pick<BrowserWindow, 'getNormalBounds' | 'isMaximized'>): void {
  const state: WindowState = { ...window.getNormalBounds(), maximized: window.isMaximized() }
  try {
    writeFileSync(file, JSON.stringify(state))
  } catch {
    // The next window opens in the centre of the screen.
  }
}
