import type { Job } from '../../../shared/contract/jobs.ts'
import type { ArchiveState } from '../../../shared/contract/workflows.ts'
import { RushesError } from '../../../shared/errors.ts'
import { archiveAddress, readArchiveAddress } from '../../../shared/object-address.ts'
import { requireContent } from '../../contents/open-content.ts'
import type { Core } from '../../core.ts'
import { endDryRun, presentVideo } from '../../database/journal/dry-run.ts'
import { requireVideo } from '../../database/videos.ts'
import { type ArchivableTake, listArchivable, listPresentLocations } from '../../database/workflows/archives.ts'
import { requireWorkflow } from '../../database/workflows.ts'
import { eachFile } from '../../jobs/each-file.ts'
import type { RunningJob } from '../../jobs/running-job.ts'
import { archiveObjects } from '../../storage/bundles/archive-objects.ts'
import { openBundleTarget } from '../../storage/bundles/bundle-target.ts'
import { findOwned } from '../../storage/inside-library.ts'
import { fetchObject } from '../../storage/objects/fetch-object.ts'
import { isFile } from '../../storage/presence.ts'
import { exportTo } from '../bundles/export-bundle.ts'
import { type Bundle, openBundle } from '../bundles/read-bundle.ts'
import { badField, requireAbsolute } from '../calls/input.ts'
import { evictVideo } from '../storage/evict-video.ts'
import { startFetch } from '../storage/fetch-videos.ts'
import { recordCopy } from '../storage/stored-copy.ts'
import { makePreviews } from '../storage/upload-previews.ts'

/** The takes of a workflow by what an archive does with them. */
interface SortedTakes {
  /** Their own files leave; `size_bytes` is the size of these. */
  leaving: ArchivableTake[]
  shared: ArchivableTake[]
  outside: ArchivableTake[]
  archived: (ArchivableTake & { archive: string })[]
}

async function sortTakes(core: Core, workflowId: string): Promise<SortedTakes> {
  const sorted: SortedTakes = { leaving: [], shared: [], outside: [], archived: [] }
  const ownBytes = await measureOwn(core, workflowId)
  for (const take of await listArchivable(core.db, workflowId)) {
    const stored = readArchiveAddress(take.file_path)
    const owned = ownBytes.get(take.file_hash) ?? 0
    if (stored) sorted.archived.push({ ...take, archive: stored.archive })
    else if (owned === 0) sorted.outside.push(take)
    else if (take.is_shared) sorted.shared.push(take)
    else sorted.leaving.push({ ...take, size_bytes: owned })
  }
  return sorted
}

/** Returns the size of the library's own files of the takes of a workflow, by content. */
async function measureOwn(core: Core, workflowId: string): Promise<Map<string, number>> {
  const sizes = new Map<string, number>()
  for (const { path, file_hash, size_bytes } of await listPresentLocations(core.db, workflowId))
    if ((await findOwned(core.layout, path, 'media')) !== undefined)
      sizes.set(file_hash, (sizes.get(file_hash) ?? 0) + size_bytes)
  return sizes
}

function measured(takes: readonly ArchivableTake[]) {
  return { takes: takes.length, size_bytes: takes.reduce((sum, { size_bytes }) => sum + size_bytes, 0) }
}

/** Counts what an archive of a workflow would take over, and what is in archives. @throws RushesError NOT_FOUND */
export async function archiveStateOf(core: Core, id: string): Promise<ArchiveState> {
  await requireWorkflow(core.db, id)
  const { leaving, shared, outside, archived } = await sortTakes(core, id)
  const archives: ArchiveState['archives'] = []
  for (const path of [...new Set(archived.map(({ archive }) => archive))].sort()) {
    const there = archived.filter(({ archive }) => archive === path)
    archives.push({ path, ...measured(there), is_present: await isFile(path) })
  }
  return {
    leaving: measured(leaving),
    shared: shared.length,
    outside: outside.length,
    archived: measured(archived),
    archives,
  }
}

/**
 * Starts the job that archives a workflow: writes a bundle of it to a new zip file, and deletes the library's own file
 * of each take once the copy in the archive was read back.
 * @throws RushesError NOT_FOUND, BAD_INPUT, CONFLICT if the path is taken
 */
export async function startArchive(core: Core, id: string, path: string): Promise<Job> {
  core.access.requireWritable()
  requireAbsolute('path', [path])
  if (!path.toLowerCase().endsWith('.zip')) throw badField('path', 'Archive to a file whose name ends in .zip.')
  const workflow = await requireWorkflow(core.db, id)
  const { leaving } = await sortTakes(core, id)
  endDryRun([{ tbl: 'videos', op: 'note', rows: measured(leaving).takes }], leaving.map(presentVideo))
  const target = await openBundleTarget(core.layout, path)
  const close = () => target.close()
  const job = { kind: 'archive', title: workflow.name, unit: 'files', total: null } as const
  const selection = { workflow_ids: [id], template_ids: [], video_ids: [], image_ids: [], collection_ids: [] }
  const run = async (running: RunningJob) => {
    await exportTo(core, target, selection, running, leaving.length).finally(close)
    if (running.signal.aborted) return
    // Reads the manifest and the lists of rows back, and compares their hashes.
    const archive = await openBundle(core, path, running.signal)
    await leaveFor(core, archive, leaving, running).finally(() => archive.close())
  }
  return await core.jobs.start(job, run, close)
}

async function leaveFor(core: Core, archive: Bundle, takes: readonly ArchivableTake[], running: RunningJob) {
  const keys = new Map([...archive.media.values()].map(({ path, sha256 }) => [sha256, path]))
  const files = takes.map(({ id, name }) => ({ path: name, video_id: id }))
  await eachFile(running, files, async ({ path, video_id }, onFraction) => {
    const { file_hash } = await requireVideo(core.db, video_id)
    const key = keys.get(file_hash)
    // The export has listed why.
    if (key === undefined) return
    await archiveTake(core, { archive: archive.path, key, video_id }, running.signal, onFraction)
    running.item({ path, video_id, outcome: 'moved' })
  })
}

/** Reads the copy in the archive back, records it, and only then deletes the library's own files. */
async function archiveTake(
  core: Core,
  { archive, key, video_id }: { archive: string; key: string; video_id: string },
  signal: AbortSignal,
  onFraction: (fraction: number) => void,
): Promise<void> {
  const video = await requireVideo(core.db, video_id)
  const content = await requireContent(core, video, { signal })
  for await (const _ of makePreviews(core, video, signal));
  const { file_hash, size_bytes } = content
  let read = 0
  await fetchObject(archiveObjects(archive), { key, file_hash, size_bytes }, undefined, {
    signal,
    onBytes: (bytes) => {
      read += bytes
      onFraction(read / size_bytes)
    },
  })
  if (signal.aborted) throw new RushesError('CANCELLED', 'Cancelled.')
  const address = archiveAddress(archive, key)
  await recordCopy(core, address, content)
  await evictVideo(core, video, address)
}

/** Starts the job that brings the archived takes of a workflow back. @throws RushesError NOT_FOUND */
export async function startFetchArchived(core: Core, id: string): Promise<Job> {
  const { name } = await requireWorkflow(core.db, id)
  const { archived } = await sortTakes(core, id)
  if (archived.length === 0) throw new RushesError('NOT_FOUND', `No take of “${name}” is archived.`)
  return await startFetch(
    core,
    archived.map((take) => take.id),
  )
}
