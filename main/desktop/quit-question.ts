import { isActive, type Job } from '../../shared/contract/jobs.ts'

const sentences: Record<Job['kind'], string> = {
  import: 'An import is running',
  proxy: 'A proxy is being made',
  analysis: 'An analysis is running',
  processing: 'A take is being made',
  verify: 'Files are being verified',
  reread: 'How takes were made is being read again',
  perceptual_hash: 'Takes are being looked at for duplicates',
  find_copies: 'Folders are being searched for copies',
  trash_copies: 'Copies are on their way to the trash',
  restore_copies: 'Copies are being put back',
}

/**
 * What is asked before the window closes on work: about the jobs `own` of this process, found in `listed`. Those of other
 * processes, a terminal for example, go on without it.
 */
export function quitQuestion(own: readonly string[], listed: readonly Job[]): string {
  const running = listed.filter((job) => own.includes(job.id) && isActive(job.state))
  if (running.length > 1) return `${running.length} jobs are running. Stop them and quit?`
  return `${sentences[running[0]?.kind ?? 'import']}. Stop it and quit?`
}
