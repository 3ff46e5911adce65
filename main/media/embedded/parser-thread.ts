import type { GenerationReading, TaggedFile } from '../../../shared/generation/reading.ts'
import { createThreadPool } from '../../threads/thread-pool.ts'
import type { Threads } from '../../threads/threads.ts'

/** Parses tags outside the main thread: a workflow of 200 KB takes some tens of milliseconds. */
export interface ParserThread {
  /**
   * Returns what the tags say; see `parseGeneration`. @throws Error if it takes longer, or more memory, than any
   * workflow does.
   */
  parse(files: readonly TaggedFile[]): Promise<GenerationReading | null>
  close(): Promise<void>
}

/** Creates the thread of one core; it starts when first needed. */
export function createParserThread(threads: Threads): ParserThread {
  const { run, close } = createThreadPool<TaggedFile[], GenerationReading | null>({
    script: 'parser-worker',
    base: import.meta.url,
    threads,
    timeLimitMs: 60_000,
  })
  return {
    async parse(files) {
      if (files.every(({ tags }) => tags.length === 0)) return null
      return await run(files.map(({ source, name, tags }) => ({ source, name, tags })))
    },
    close,
  }
}
