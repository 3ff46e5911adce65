import type { RunningJob } from '../jobs/running-job.ts'

/** How far an import is. */
export interface ImportCount {
  /** So many more files are there; those that cannot be read count too. */
  found(files: number): void
  /** There will be no more of them: how many they are is known from now on. */
  allFound(): void
  /** So many more are through. */
  done(files: number): void
}

/** Keeps count of an import for its job. */
export function createImportCount(job: RunningJob): ImportCount {
  let found = 0
  let done = 0
  let isComplete = false
  const tell = () => job.progress(done, isComplete ? found : null)
  return {
    found(files) {
      found += files
    },
    allFound() {
      isComplete = true
      tell()
    },
    done(files) {
      done += files
      tell()
    },
  }
}
