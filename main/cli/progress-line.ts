import type { Job, WorkingFile } from '../../shared/contract/jobs.ts'

/**
 * Returns the progress of a job: `12 of 40 files · 1 already here · 0 failed · ferry.mp4 61 %`. Of several current
 * files it names the first.
 */
export function progressLine(job: Job, working: readonly WorkingFile[]): string {
  const done = Math.floor(job.done)
  const far = job.total === null ? `${done} ${job.unit} so far` : `${done} of ${job.total} ${job.unit}`
  return [far, ...countsOf(job), ...working.slice(0, 1).map(nameOf)].join(' · ')
}

function countsOf({ kind, duplicates, unchanged, cached, failed }: Job): string[] {
  if (kind === 'import') return [`${duplicates + unchanged} already here`, `${failed} failed`]
  return kind === 'analysis' ? [`${cached} cached`, `${failed} failed`] : []
}

function nameOf({ path, fraction }: WorkingFile): string {
  // A file name may contain control sequences of the terminal.
  const name = (path.split(/[\\/]/).at(-1) || path).replaceAll(/\p{C}/gu, '?')
  return fraction === null ? name : `${name} ${Math.floor(fraction * 100)} %`
}
