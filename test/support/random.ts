/** Returns numbers below `count` that are the same in each run: a linear congruential generator (Numerical Recipes). */
export function createRandom(): (count: number) => number {
  let state = 1
  return (count) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * count)
  }
}
