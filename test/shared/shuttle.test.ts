import { describe, expect, it } from 'vitest'
import { nextSpeed, type Shuttle, shuttleBack, shuttleForward } from '../../shared/shuttle.ts'

function press(key: (now: Shuttle) => Shuttle, from: Shuttle, times: number): Shuttle[] {
  const seen: Shuttle[] = []
  let now = from
  for (let i = 0; i < times; i++) {
    now = key(now)
    seen.push(now)
  }
  return seen
}

describe('the shuttle', () => {
  it('L plays, then doubles up to eight times', () => {
    expect(press(shuttleForward, 0, 5)).toEqual([1, 2, 4, 8, 8])
  })

  it('J does the same backwards', () => {
    expect(press(shuttleBack, 0, 5)).toEqual([-1, -2, -4, -8, -8])
  })

  it('turning round starts at one', () => {
    expect(shuttleForward(-8)).toBe(1)
    expect(shuttleBack(4)).toBe(-1)
  })
})

describe('nextSpeed', () => {
  it('steps through the menu and stays at its ends', () => {
    expect(nextSpeed(1, 1)).toBe(1.25)
    expect(nextSpeed(1, -1)).toBe(0.75)
    expect(nextSpeed(4, 1)).toBe(4)
    expect(nextSpeed(0.25, -1)).toBe(0.25)
  })

  it('finds its place from a speed that is not in the menu', () => {
    expect(nextSpeed(1.1, 1)).toBe(1.25)
    expect(nextSpeed(1.1, -1)).toBe(1)
  })
})
