import { create } from 'zustand'
import type { ProcessingRequest } from '../../shared/contract/processing.ts'
import { client } from '../client.ts'
import { showError } from '../components/notice.tsx'
import { showJob } from '../state/live.ts'

/** Processing that was started from this window, and whose result is to be offered when it is there. */
export const useAwaited = create<{ jobIds: ReadonlySet<string> }>(() => ({ jobIds: new Set() }))

export function stopAwaiting(jobId: string): void {
  useAwaited.setState(({ jobIds }) => ({ jobIds: new Set([...jobIds].filter((id) => id !== jobId)) }))
}

/** Starts to make a new take; the activity bar tells how far it is, and a notice offers it in the end. */
export async function startProcessing(request: ProcessingRequest): Promise<void> {
  try {
    const job = await client.processing.start(request)
    showJob(job)
    useAwaited.setState(({ jobIds }) => ({ jobIds: new Set([...jobIds, job.id]) }))
  } catch (error) {
    showError(error)
  }
}
