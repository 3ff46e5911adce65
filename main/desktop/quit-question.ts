import { isActive, type Job } from '../../shared/contract/jobs.ts'

/** Jobs that resume at the next start. */
type Resumed = 'perceptual_hash' | 'facts'

const sentences: Record<Exclude<Job['kind'], Resumed>, string> = {
  import: 'An import is running',
  proxy: 'A proxy is being made',
  analysis: 'An analysis is running',
  processing: 'A take is being processed',
  verify: 'Files are being verified',
  reread: 'Generation details are being read again',
  find_copies: 'Folders are being scanned for copies',
  trash_copies: 'Copies are being moved to the trash',
  restore_copies: 'Copies are being restored',
  backup: 'The library is being backed up',
  empty_trash: 'The trash is being emptied',
  demo: 'The demo is being added',
  stage: 'A stage of a pipeline is running',
  timeline: 'Frames are being extracted',
  upload: 'Takes are being copied to the bucket',
  fetch: 'Takes are being fetched back',
  export_bundle: 'A bundle is being exported',
  import_bundle: 'A bundle is being imported',
  clear_previews: 'Previews are being deleted',
  clean_up: 'A clean-up policy is running',
  relink_folder: 'A folder is being relinked',
  sidecars: 'Sidecars are being written',
  archive: 'A workflow is being archived',
  compact: 'The database is being compacted',
}

/**
 * Returns the question to ask before the window closes: about the jobs `own` of this process, found in `listed`, as
 * those of other processes continue. Null if all of them resume at the next start ([Note: hash backfill], [Note: facts
 * backfill]).
 */
export function quitQuestion(own: readonly string[], listed: readonly Job[]): string | null {
  const running = listed.filter((job) => own.includes(job.id) && isActive(job.state))
  const asked = running.flatMap(({ kind }) => (kind === 'perceptual_hash' || kind === 'facts' ? [] : [kind]))
  if (asked.length > 1) return `${asked.length} jobs are running. Stop them and quit?`
  const kind = running.length > 0 ? asked[0] : 'import'
  return kind ? `${sentences[kind]}. Stop it and quit?` : null
}
