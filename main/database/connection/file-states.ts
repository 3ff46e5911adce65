/** The state of a file before a transaction. */
export interface FileState {
  /** Its absolute path; the database may have it relative to the library. */
  path: string
  /** Null if there is no file. */
  size_bytes: number | null
  /** True if its disk or share is not connected ([Note: offline is not missing]), or it is an object in a bucket. */
  is_offline: boolean
  /** The number of files that had left the library before it was checked ([Note: leaving files]). */
  leaving_count: number
}

/** Finds out the states of files by their paths, as the database has them, in the same order. */
export type CheckFiles = (paths: readonly string[]) => Promise<FileState[]>

/** The states of files that were checked before a transaction ([Note: transactions]). */
export interface FileStates {
  /**
   * Returns the state of the file at a path, as the database has it.
   * @throws UncheckedFiles, which must reach `Write`
   */
  at(path: string): FileState
  /** Requires that all of `paths` were checked, so that they are checked together. @throws UncheckedFiles */
  require(paths: readonly string[]): void
}

/** A transaction asked for files that were not checked before it. */
export class UncheckedFiles extends Error {
  readonly paths: readonly string[]

  constructor(paths: readonly string[]) {
    super(`Not checked before the transaction: ${paths.join(', ')}`)
    this.paths = paths
  }
}

/**
 * Runs `work` with the states of the files at `paths`. If it asks for other ones, they are checked and it is run again.
 */
export async function withFileStates<T>(
  checkFiles: CheckFiles,
  paths: readonly string[],
  work: (files: FileStates) => Promise<T>,
): Promise<T> {
  const states = new Map<string, FileState>()
  const files = createFileStates(states)
  let unchecked = paths
  for (;;) {
    const distinct = [...new Set(unchecked)]
    const checked = distinct.length > 0 ? await checkFiles(distinct) : []
    for (const [index, path] of distinct.entries()) if (checked[index]) states.set(path, checked[index])
    try {
      return await work(files)
    } catch (error) {
      if (!(error instanceof UncheckedFiles)) throw error
      unchecked = error.paths
    }
  }
}

function createFileStates(states: ReadonlyMap<string, FileState>): FileStates {
  return {
    require(paths) {
      const unchecked = paths.filter((path) => !states.has(path))
      if (unchecked.length > 0) throw new UncheckedFiles(unchecked)
    },
    at(path) {
      const state = states.get(path)
      if (!state) throw new UncheckedFiles([path])
      return state
    },
  }
}
