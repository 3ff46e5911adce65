import type { RunningJob } from '../jobs/running-job.ts'

/** Counts the files of an import for the progress of its job. */
export interface ImportCount {
  /** Adds files that were found, those that cannot be read included. */
  found(files: number): void
  /** Ends the search: the total is known from now on. */
  allFound(): void
  /** Adds files that are finished. */
  done(files: number): void
}

/** Creates the count of an import. */
export function createImportCount(job: RunningJob): ImportCount {
  let found = 0
  let done = 0
  let isComplete = false
  const report = () => job.progress(done, isComplete ? found : null)
  return {
    found(files) {
      found += files
    },
    allFound() {
      isComplete = true
      report()
    },
    done(files) {
      done += files
      report()
    },
  }
}
