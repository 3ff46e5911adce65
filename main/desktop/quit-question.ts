import { isActive, type Job } from '../../shared/contract/jobs.ts'

const sentences: Record<Exclude<Job['kind'], 'perceptual_hash'>, string> = {
  import: 'An import is running',
  proxy: 'A proxy is being made',
  analysis: 'An analysis is running',
  processing: 'A take is being made',
  verify: 'Files are being verified',
  reread: 'How takes were made is being read again',
  find_copies: 'Folders are being searched for copies',
  trash_copies: 'Copies are on their way to the trash',
  restore_copies: 'Copies are being put back',
}

/**
 * What is asked before the window closes on work: about the jobs `own` of this process, found in `listed`. Those of other
 * processes, a terminal for example, go on without it. Null where all of it goes on by itself at the next start
 * ([Note: hashing behind imports]).
 */
export function quitQuestion(own: readonly string[], listed: readonly Job[]): string | null {
  const running = listed.filter((job) => own.includes(job.id) && isActive(job.state))
  const asked = running.flatMap(({ kind }) => (kind === 'perceptual_hash' ? [] : [kind]))
  if (asked.length > 1) return `${asked.length} jobs are running. Stop them and quit?`
  const kind = running.length > 0 ? asked[0] : 'import'
  return kind ? `${sentences[kind]}. Stop it and quit?` : null
}
