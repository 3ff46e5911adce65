import { trackUnanswered } from '../state/undo.ts'

let last: Promise<void> = Promise.resolve()

/**
 * Makes changes of the library’s settings one after the other, so that the last choice is the one that stays. What is
 * on screen is not fetched again before they are stored.
 */
export function changeInOrder(change: () => Promise<unknown>, onError: (error: unknown) => void): void {
  last = last.then(async () => void (await change())).catch(onError)
  void trackUnanswered(last)
}
