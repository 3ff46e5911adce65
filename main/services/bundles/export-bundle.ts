import { randomUUID } from 'node:crypto'
import { type FileHandle, mkdir, open, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type BundledFile, type Manifest, manifestName, rowsName } from '../../../shared/bundles/manifest.ts'
import type { BundleSelection } from '../../../shared/contract/bundles.ts'
import type { Job } from '../../../shared/contract/jobs.ts'
import { isDiskFull, RushesError } from '../../../shared/errors.ts'
import { requireFrameFile } from '../../contents/frame-files.ts'
import { withContent } from '../../contents/open-content.ts'
import type { Core } from '../../core.ts'
import { type Collected, type CollectedFile, collectRows } from '../../database/bundles/collect.ts'
import { toTimestamp } from '../../database/connection/timestamp.ts'
import { findDownload, newDownload } from '../../ingest/uploads.ts'
import { eachFile } from '../../jobs/each-file.ts'
import type { RunningJob } from '../../jobs/running-job.ts'
import { openBundleTarget } from '../../storage/bundles/bundle-target.ts'
import type { BundleTarget } from '../../storage/bundles/new-bundle.ts'
import { openZipTarget } from '../../storage/bundles/zip-target.ts'
import { incomingFolder } from '../../storage/incoming.ts'
import { privateFolder } from '../../storage/make-folder.ts'
import { fetchObject } from '../../storage/objects/fetch-object.ts'
import { requireAbsolute } from '../calls/input.ts'
import { requireStoredCopy } from '../storage/stored-copy.ts'

/** Counts the files, bytes and rows of a bundle of `selection`. */
export async function measure(core: Core, selection: BundleSelection, signal?: AbortSignal) {
  const { files, tables } = await collectRows(requestOf(core, selection), signal)
  return {
    files: files.length,
    size_bytes: files.reduce((sum, { size_bytes }) => sum + size_bytes, 0),
    tables: Object.fromEntries(tables.map(({ table, rows }) => [table, rows])),
  }
}

function requestOf({ layout }: Core, selection: BundleSelection) {
  return { database: layout.database, library: layout.folder, selection }
}

/**
 * Starts the job that exports a bundle, or continues one. Without a path, it is one to download.
 * @throws RushesError BAD_INPUT, CONFLICT
 */
export async function startExport(core: Core, path: string | undefined, selection: BundleSelection): Promise<Job> {
  core.access.requireWritable()
  if (path === undefined) return await startDownload(core, selection)
  requireAbsolute('path', [path])
  const full = `The disk of ${path} is full. Free some space there and export to the same path again to continue.`
  const target = await orFull(full, openBundleTarget(core.layout, path))
  const job = { kind: 'export_bundle', title: path, unit: 'files', total: null } as const
  const close = () => target.close()
  return await core.jobs.start(
    job,
    (running) => exportTo(core, withFull(target, full), selection, running).finally(close),
    close,
  )
}

/** The name of a bundle to download. */
export const downloadName = 'Rushes.zip'

async function startDownload(core: Core, selection: BundleSelection): Promise<Job> {
  const job = { kind: 'export_bundle', title: downloadName, unit: 'files', total: null } as const
  return await core.jobs.start(job, async (running) => {
    const path = await newDownload(core.layout, running.id, downloadName)
    const target = await openZipTarget(path)
    const full = 'The library’s disk has no room for the bundle. Free some space and export again.'
    await exportTo(core, withFull(target, full), selection, running).finally(() => target.close())
  })
}

/** Returns a target that throws DISK_FULL with `message` if its disk is full, which need not be that of the library. */
function withFull(target: BundleTarget, message: string): BundleTarget {
  return {
    ...target,
    add: (file, copy) => orFull(message, target.add(file, copy)),
    complete: () => orFull(message, target.complete()),
  }
}

async function orFull<T>(message: string, writing: Promise<T>): Promise<T> {
  return await writing.catch((error) => {
    throw isDiskFull(error) ? new RushesError('DISK_FULL', message, { cause: error }) : error
  })
}

/** Opens the bundle of an ended job for its download. @throws RushesError NOT_FOUND */
export async function openDownload({ layout }: Core, jobId: string): Promise<FileHandle> {
  const path = await findDownload(layout, jobId)
  const handle = path === undefined ? undefined : await open(path).catch(() => undefined)
  if (!handle) throw new RushesError('NOT_FOUND', `The bundle ${jobId} is no longer kept. Export it again.`)
  return handle
}

/**
 * Writes a bundle. The progress of the job counts its files, and `afterwards` more that the caller works on.
 * @throws RushesError DISK_FULL, CANCELLED
 */
export async function exportTo(
  core: Core,
  target: BundleTarget,
  selection: BundleSelection,
  running: RunningJob,
  afterwards = 0,
): Promise<void> {
  const { signal } = running
  const folder = join(incomingFolder(core.layout), randomUUID())
  await mkdir(folder, { mode: privateFolder })
  try {
    const collected = await collectRows({ ...requestOf(core, selection), target: folder }, signal)
    running.progress(0, collected.files.length + afterwards)
    const { files, missing } = await addMedia(core, target, collected.files, running)
    if (signal.aborted) return
    for (const list of await addRows(core, target, collected, folder)) files.push(list)
    const manifest: Manifest = {
      format: 'rushes-bundle',
      version: 1,
      created_at: toTimestamp(core.clock()),
      rushes_version: core.version,
      schema_version: collected.schema_version,
      files,
      tables: Object.fromEntries(collected.tables.map(({ table, rows }) => [table, rows])),
      missing,
    }
    const path = join(folder, manifestName)
    await writeFile(path, `${JSON.stringify(manifest, null, 1)}\n`, { flag: 'wx' })
    await addFile(core, target, { path: manifestName, size_bytes: (await stat(path)).size }, path)
    await target.complete()
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Adds the media that can be read. A file that an earlier export has left complete is not copied again. */
async function addMedia(core: Core, target: BundleTarget, collected: readonly CollectedFile[], running: RunningJob) {
  const files: BundledFile[] = []
  const missing: Manifest['missing'] = []
  let full: unknown
  await eachFile(running, collected, async (file, onFraction) => {
    if (full !== undefined) return
    try {
      const sized = await addContent(core, target, file, { signal: running.signal, onFraction })
      files.push({ path: file.path, sha256: file.file_hash, size_bytes: sized.size_bytes })
      running.item({ path: file.name, outcome: sized.isNew ? 'made' : 'cached' })
    } catch (error) {
      if (error instanceof RushesError && error.code === 'DISK_FULL') full = error
      missing.push({ sha256: file.file_hash, name: file.name })
      throw error
    }
  })
  // Every other file would fail, too.
  if (full !== undefined) throw full
  return { files, missing }
}

interface Reading {
  signal: AbortSignal
  onFraction: (fraction: number) => void
}

async function addContent(core: Core, target: BundleTarget, file: CollectedFile, reading: Reading) {
  const { signal } = reading
  if (file.folder === 'frames') {
    const frame = { file_hash: file.file_hash, size_bytes: file.size_bytes, sequence: 0 }
    return await addNew(core, target, file, await requireFrameFile(core, frame, signal), file.size_bytes, reading)
  }
  try {
    return await withContent(core, file, { signal }, ({ path, size_bytes }) =>
      addNew(core, target, file, path, size_bytes, reading),
    )
  } catch (error) {
    if (!(error instanceof RushesError) || error.code !== 'FILE_REMOTE') throw error
    return await addStored(core, target, file, reading)
  }
}

/** Adds the file of a take that is in an archive, or in the bucket, only. */
async function addStored(core: Core, target: BundleTarget, file: CollectedFile, reading: Reading) {
  const { signal } = reading
  const { store, key, size_bytes } = await requireStoredCopy(core, file, { patience: 'patient', signal })
  const arriving = join(incomingFolder(core.layout), randomUUID())
  try {
    await fetchObject(store, { key, file_hash: file.file_hash, size_bytes }, arriving, { signal })
    return await addNew(core, target, file, arriving, size_bytes, reading)
  } finally {
    await rm(arriving, { force: true })
  }
}

async function addNew(
  core: Core,
  target: BundleTarget,
  { path, file_hash }: CollectedFile,
  from: string,
  size_bytes: number,
  reading: Reading,
) {
  if (await target.has({ path, size_bytes })) return { isNew: false, size_bytes }
  await addFile(core, target, { path, size_bytes }, from, { ...reading, file_hash })
  return { isNew: true, size_bytes }
}

async function addFile(
  core: Core,
  target: BundleTarget,
  file: { path: string; size_bytes: number },
  from: string,
  { file_hash, ...reading }: Partial<Reading> & { file_hash?: string } = {},
): Promise<void> {
  await target.add(file, async (to, at) => {
    const copied = await core.files.run({ kind: 'hash', path: from, copyTo: to, copyAt: at }, reading)
    if (copied.changed || (file_hash !== undefined && copied.file_hash !== file_hash))
      throw new RushesError('FILE_CHANGED', `${from} changed while it was exported.`)
    return { crc32: copied.crc32 ?? 0, size_bytes: copied.size_bytes }
  })
}

async function addRows(
  core: Core,
  target: BundleTarget,
  { tables }: Collected,
  folder: string,
): Promise<BundledFile[]> {
  const lists: BundledFile[] = []
  for (const { table, size_bytes, sha256 } of tables) {
    const path = rowsName(table)
    await addFile(core, target, { path, size_bytes }, join(folder, `${table}.jsonl`), { file_hash: sha256 })
    lists.push({ path, sha256, size_bytes })
  }
  return lists
}
