import { stat } from 'node:fs/promises'
import type { ContentCredentials, SignatureState } from '../../../shared/generation/credentials.ts'
import type { FileFacts, GenerationReading, TaggedFile } from '../../../shared/generation/reading.ts'
import { createThreadPool, runInThread } from '../../threads/thread-pool.ts'
import type { Threads } from '../../threads/threads.ts'

/** The tags of files, and what is known of the video beside them. */
export interface ParseRequest {
  files: TaggedFile[]
  facts?: FileFacts | undefined
}

/** Parses tags and verifies signatures outside the main thread: a workflow of 200 KB takes tens of milliseconds. */
export interface ParserThread {
  /**
   * Returns what the tags say; see `parseGeneration`. @throws Error if it takes longer, or more memory, than any
   * workflow does.
   */
  parse(files: readonly TaggedFile[], facts?: FileFacts): Promise<GenerationReading | null>
  /**
   * Returns credentials with the state of their signature, verified with the file at `path`, which has them, or why it
   * is not verified.
   */
  verify(credentials: ContentCredentials, path: string): Promise<ContentCredentials>
  close(): Promise<void>
}

/** In bytes. */
const largeFile = 32 * 1024 * 1024

/** Creates the threads of one core; each starts when first needed. */
export function createParserThread(threads: Threads): ParserThread {
  const common = { base: import.meta.url, threads, timeLimitMs: 60_000 }
  const parser = createThreadPool<ParseRequest, GenerationReading | null>({ script: 'parser-worker', ...common })
  const verifying = { script: 'verify-worker', ...common }
  const verifier = createThreadPool<string, SignatureState>(verifying)
  // The memory that a large file takes is freed with its thread.
  const verify = async (path: string) =>
    (await stat(path)).size > largeFile
      ? await runInThread<string, SignatureState>(verifying, path)
      : await verifier.run(path)
  return {
    async parse(files, facts) {
      if (files.every(({ tags }) => tags.length === 0)) return null
      return await parser.run({ files: files.map(({ source, name, tags }) => ({ source, name, tags })), facts })
    },
    async verify(credentials, path) {
      // If the library fails on the file, the statements stay, unverified.
      const state =
        credentials.manifest === null ? {} : await verify(path).catch(() => ({ unverified: 'failed' }) as const)
      return { ...credentials, ...state }
    },
    async close() {
      await Promise.all([parser.close(), verifier.close()])
    },
  }
}
