import type { StageDifference } from '../../../shared/contract/checkpoints.ts'
import { createThreadPool } from '../../threads/thread-pool.ts'
import type { Threads } from '../../threads/threads.ts'
import type { StoredOutput } from './outputs.ts'
import type { ReadSave } from './pack-output.ts'

/** A list of the first differences between two outputs, and the number of all. */
export type OutputDifferences = Pick<StageDifference, 'differences' | 'total'>

/** A request to the thread, and its answer. */
export type OutputRequest =
  | { kind: 'pack'; output: unknown }
  | { kind: 'read'; body: Uint8Array }
  | { kind: 'compare'; was: StoredOutput; is: StoredOutput }
export type OutputAnswer = StoredOutput | ReadSave | OutputDifferences

/** Packs and compares outputs of stages outside the main thread: those of megabytes take a second. */
export interface OutputThread {
  /**
   * Returns an output as it is stored: see `packOutput`.
   * @throws RushesError BAD_INPUT if it is no JSON
   */
  pack(output: unknown): Promise<StoredOutput>
  /** Reads a call that saves a checkpoint: see `readSave`. @throws RushesError BAD_INPUT; Error if it is no JSON */
  read(body: Uint8Array): Promise<ReadSave>
  /** Compares two stored outputs by their structure. @throws Error if one is damaged */
  compare(was: StoredOutput, is: StoredOutput): Promise<OutputDifferences>
  close(): Promise<void>
}

/** Creates the thread of one core; it starts when first needed. */
export function createOutputThread(threads: Threads): OutputThread {
  const { run, close } = createThreadPool<OutputRequest, OutputAnswer>({
    ...{ script: 'output-worker', base: import.meta.url, threads },
  })
  return {
    pack: (output) => run({ kind: 'pack', output }) as Promise<StoredOutput>,
    read: (body) => run({ kind: 'read', body }) as Promise<ReadSave>,
    compare: (was, is) => run({ kind: 'compare', was, is }) as Promise<OutputDifferences>,
    close,
  }
}
