import { availableParallelism } from 'node:os'
import { createThreadPool, type ThreadPool } from '../../threads/thread-pool.ts'
import type { Threads } from '../../threads/threads.ts'
import type { FileResults, FileTask } from './file-tasks.ts'

type Run = ThreadPool<FileTask, unknown>['run']

/** Threads that stat, fingerprint and hash files, at least two, started when first needed. */
export interface FilePool {
  /**
   * Runs a task as soon as a thread is free.
   * @throws RushesError CANCELLED, within a read of 1 MiB of `signal`; an Error with the system's `code` (`ENOENT`,
   * `ENOSPC`…).
   */
  run<K extends FileTask['kind']>(task: FileTask & { kind: K }, options?: Parameters<Run>[1]): Promise<FileResults[K]>
  close(): Promise<void>
}

/** Creates a pool of `size` threads. */
export function createFilePool(threads: Threads, size = Math.max(2, availableParallelism())): FilePool {
  return createThreadPool({ script: 'file-worker', base: import.meta.url, threads, size }) as FilePool
}
