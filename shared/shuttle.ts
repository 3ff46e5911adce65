/** Speed and direction of the player: 0 is paused, 1 plays, 2 to 8 is fast forward, negative is reverse. */
export type Shuttle = -8 | -4 | -2 | -1 | 0 | 1 | 2 | 4 | 8

const faster = { 1: 2, 2: 4, 4: 8, 8: 8 } as const
const fasterBack = { [-1]: -2, [-2]: -4, [-4]: -8, [-8]: -8 } as const

/** Returns the speed after L: plays, then doubles with each press up to 8. From reverse, plays forward. */
export function shuttleForward(now: Shuttle): Shuttle {
  return now > 0 ? faster[now as keyof typeof faster] : 1
}

/** Returns the speed after J: the same in reverse. */
export function shuttleBack(now: Shuttle): Shuttle {
  return now < 0 ? fasterBack[now as keyof typeof fasterBack] : -1
}

/** The speeds of the menu. */
export const speeds = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4] as const

/** Returns the next higher (`1`) or lower (`-1`) speed; at the end of the list, the current one. */
export function nextSpeed(now: number, direction: 1 | -1): number {
  const next = direction > 0 ? speeds.find((speed) => speed > now) : speeds.findLast((speed) => speed < now)
  return next ?? now
}
