/** The write lock of SQLite, as far as the writes of this process tell. */
export interface WriteLock {
  /** True while a write waits because another connection holds the lock. */
  readonly isHeldElsewhere: boolean
  /**
   * Waits for a write, but only until another connection is found to hold the lock. Returns whether it has ended;
   * otherwise it goes on by itself, and how it ends is not told.
   */
  whileFree(writing: Promise<void>): Promise<boolean>
}

export interface OwnWriteLock extends WriteLock {
  setHeldElsewhere(isHeld: boolean): void
}

/** Creates the knowledge of one writer, which tells by `setHeldElsewhere`. */
export function createWriteLock(): OwnWriteLock {
  const waiting = new Set<(hasEnded: boolean) => void>()
  let isHeld = false
  return {
    get isHeldElsewhere() {
      return isHeld
    },
    setHeldElsewhere(next) {
      isHeld = next
      if (isHeld) for (const resolve of waiting) resolve(false)
    },
    whileFree: (writing) =>
      new Promise((resolve, reject) => {
        waiting.add(resolve)
        void writing.then(() => resolve(true), reject).finally(() => waiting.delete(resolve))
      }),
  }
}
