let last: Promise<unknown> = Promise.resolve()

/** Makes changes of the library’s settings one after the other, so that the last choice is the one that stays. */
export function changeInOrder(change: () => Promise<unknown>, onError: (error: unknown) => void): void {
  last = last.then(change).catch(onError)
}
