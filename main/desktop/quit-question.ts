import { isActive, type Job } from '../../shared/contract/jobs.ts'

/**
 * What is asked before the window closes on work: about the jobs `own` of this process, found in `listed`. Those of other
 * processes, a terminal for example, go on without it.
 */
export function quitQuestion(own: readonly string[], listed: readonly Job[]): string {
  const running = listed.filter((job) => own.includes(job.id) && isActive(job.state))
  if (running.length > 1) return `${running.length} jobs are running. Stop them and quit?`
  return `${running[0]?.kind === 'proxy' ? 'A proxy is being made' : 'An import is running'}. Stop it and quit?`
}
