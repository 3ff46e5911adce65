/** How fast, and which way, a player runs: 0 stands, 1 plays, 2…8 is fast forward, negative goes back. */
export type Shuttle = -8 | -4 | -2 | -1 | 0 | 1 | 2 | 4 | 8

const faster = { 1: 2, 2: 4, 4: 8, 8: 8 } as const
const fasterBack = { [-1]: -2, [-2]: -4, [-4]: -8, [-8]: -8 } as const

/** What L does: plays, then doubles with each press up to 8 times. From reverse it plays forward at once. */
export function shuttleForward(now: Shuttle): Shuttle {
  return now > 0 ? faster[now as keyof typeof faster] : 1
}

/** What J does: the same, backwards. */
export function shuttleBack(now: Shuttle): Shuttle {
  return now < 0 ? fasterBack[now as keyof typeof fasterBack] : -1
}

/** The speeds of the menu, as factors. */
export const speeds = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4] as const

/** The next speed above (`1`) or below (`-1`) the one now; the last one stays. */
export function nextSpeed(now: number, direction: 1 | -1): number {
  const further = direction > 0 ? speeds.find((speed) => speed > now) : speeds.findLast((speed) => speed < now)
  return further ?? now
}
