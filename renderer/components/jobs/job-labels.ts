import { isActive, type Job } from '../../../shared/contract/jobs.ts'
import { formatCount, formatTimeLeft } from '../../../shared/units.ts'
import { texts } from './texts.ts'

const seconds = (value: number) => value.toFixed(1)

/** Activity of a job whose total is not known yet. */
const looking: Partial<Record<Job['kind'], string>> = {
  import: texts.scanningFolders,
  find_copies: texts.scanningFolders,
}

function progressOf(job: Job): string {
  if (job.unit === 'seconds')
    return job.total === null ? `${seconds(job.done)} s` : texts.ofSOfVideo(seconds(job.done), seconds(job.total))
  if (job.total === null) {
    const through = job.done >= 1 && texts.soFar(formatCount(Math.floor(job.done), 'file'))
    return [through, looking[job.kind] ?? 'starting'].filter(Boolean).join(' · ')
  }
  return texts.of(formatCount(job.done), formatCount(job.total, job.kind === 'stage' ? 'stage' : 'file'))
}

function speedOf(job: Job, rate: number): string | null {
  if (job.unit === 'seconds') return `${rate.toFixed(1)}×`
  return rate >= 1 ? texts.aSecond(formatCount(rate)) : null
}

/**
 * Returns the progress of a running job: `6,214 of 10,000 files · 158 a second · 24 s left`. `rate` is in units per
 * second.
 */
export function progressLabel(job: Job, rate: number | null): string {
  if (job.is_paused) return texts.paused(progressOf(job))
  if (job.state === 'queued') return texts.waitingToStart
  const left = rate && job.total !== null ? (job.total - job.done) / rate : null
  return [progressOf(job), rate && speedOf(job, rate), left !== null && left > 1 && texts.left(formatTimeLeft(left))]
    .filter(Boolean)
    .join(' · ')
}

/** Returns the result of an ended job. */
export function resultLabel(job: Job): string {
  if (job.state === 'failed')
    return [job.error?.message ?? texts.failed, importedLabel(job)].filter(Boolean).join(' · ')
  if (job.state === 'interrupted')
    return job.kind === 'import' ? texts.interruptedWhenRushesClosed : texts.resultLabelText
  return [job.state === 'cancelled' && texts.stopped, importedLabel(job)].filter(Boolean).join(' · ')
}

function importedLabel(job: Job): string | null {
  const isDone = job.state === 'done'
  if (job.kind === 'export_bundle') {
    const exported = job.made + job.cached
    return exported > 0 || isDone ? texts.exported(formatCount(exported, 'file')) : null
  }
  if (job.kind === 'archive') return job.moved > 0 || isDone ? texts.archived(formatCount(job.moved, 'take')) : null
  if (job.kind === 'import' || job.kind === 'demo' || job.kind === 'import_bundle') {
    const added = (job.added > 0 || isDone) && texts.added(formatCount(job.added))
    const unchanged = job.unchanged > 0 && texts.unchanged(formatCount(job.unchanged))
    return [added, unchanged].filter(Boolean).join(' · ') || null
  }
  if (job.kind === 'proxy' || job.kind === 'backup') return isDone ? texts.ready : null
  if (job.kind === 'verify' && job.made > 0)
    return texts.verifiedRepaired(formatCount(job.done, 'file'), formatCount(job.made))
  if (['verify', 'reread', 'facts', 'perceptual_hash'].includes(job.kind))
    return job.done > 0 ? texts.read(formatCount(job.done, 'file')) : null
  if (job.kind === 'find_copies') return job.done > 0 ? texts.scanned(formatCount(job.done, 'file')) : null
  if (job.kind === 'empty_trash' || job.kind === 'clear_previews')
    return job.done > 0 ? texts.deleted(formatCount(job.done - job.failed)) : null
  if (job.kind === 'clean_up' && isDone && job.moved === 0)
    return job.done > 0 ? texts.deletedFromTheCache(formatCount(job.done, 'file')) : texts.nothingToCleanUp
  if (job.kind === 'clean_up') return job.moved > 0 ? texts.movedToTheTrash(formatCount(job.moved, 'take')) : null
  if (job.kind === 'relink_folder')
    return job.moved > 0 || isDone ? texts.relinked(formatCount(job.moved, 'file')) : null
  const made = job.made > 0 && texts.created(formatCount(job.made))
  const cached = job.cached > 0 && texts.cached(formatCount(job.cached))
  return [made, cached].filter(Boolean).join(' · ') || null
}

/** Names of a job while it is running and after it has ended. */
const names: Record<Job['kind'], (title: string) => [running: string, ended: string]> = {
  import: () => [texts.importing, texts.import],
  proxy: (title) => [texts.creatingAProxyOf(title), texts.proxyOf(title)],
  analysis: (title) => [texts.analysing(title), texts.analysisOf(title)],
  processing: (title) => [texts.creating(title), title],
  verify: (title) => [texts.verifying(title), texts.verificationOf(title)],
  reread: () => [texts.reReadingGenerationDetails, texts.generationDetails],
  facts: () => [texts.readingFacts, texts.facts],
  perceptual_hash: () => [texts.scanningForSimilarTakes, texts.similarityScan],
  find_copies: (title) => [texts.scanningForCopies(title), texts.copiesIn(title)],
  trash_copies: () => [texts.movingCopiesToThe, texts.copiesMovedToThe],
  restore_copies: () => [texts.restoringCopies, texts.copiesRestored],
  backup: () => [texts.backingUpTheLibrary, texts.backup],
  empty_trash: () => [texts.deletingFromTheTrash, texts.deletedFromTheTrash],
  demo: () => [texts.addingTheDemo, texts.demo],
  stage: (title) => [texts.running(title), texts.runOf(title)],
  upload: (title) => [texts.copyingToTheBucket(title), texts.copyOfInThe(title)],
  sidecars: (title) => [texts.writingSidecarsOf(title), texts.sidecarsOf(title)],
  archive: (title) => [texts.archiving(title), texts.archiveOf(title)],
  fetch: (title) => [texts.fetchingBack(title), texts.fetched(title)],
  export_bundle: () => [texts.exportingABundle, texts.export],
  import_bundle: () => [texts.importingABundle, texts.importOfABundle],
  clean_up: (title) => [texts.runningQuoted(title), `“${title}”`],
  relink_folder: (title) => [texts.relinking(title), texts.relinkOf(title)],
  clear_previews: () => [texts.deletingPreviews, texts.previewsDeleted],
  compact: () => [texts.compactingTheDatabase, texts.databaseCompacted],
  timeline: (title) => [texts.extractingFramesOf(title), texts.timelineOf(title)],
}

/** Returns the name of a job, the start of its line. */
export function jobName(job: Job): string {
  const [running, ended] = names[job.kind](job.title)
  return isActive(job.state) ? running : ended
}

/** Returns the state of a job as a label. */
export function stateOf(job: Job): string {
  return job.is_paused && isActive(job.state) ? 'paused' : stateLabels[job.state]
}

const stateLabels: Record<Job['state'], string> = {
  queued: 'waiting',
  running: 'running',
  done: 'done',
  failed: 'failed',
  cancelled: 'stopped',
  interrupted: 'interrupted',
}
