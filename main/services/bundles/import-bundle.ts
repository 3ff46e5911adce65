import { statfs } from 'node:fs/promises'
import { basename } from 'node:path'
import type { BundledFile } from '../../../shared/bundles/manifest.ts'
import type { BundleChoice, BundlePreview } from '../../../shared/contract/bundles.ts'
import type { Job } from '../../../shared/contract/jobs.ts'
import { RushesError } from '../../../shared/errors.ts'
import { formatBytes, formatCount } from '../../../shared/units.ts'
import type { Core } from '../../core.ts'
import type { Decide } from '../../database/bundles/merge-rows.ts'
import { changesOfTables, endDryRun, isDryRun } from '../../database/journal/dry-run.ts'
import { claimUploads, findUpload, removeUploads } from '../../ingest/uploads.ts'
import type { RunningJob } from '../../jobs/running-job.ts'
import { requireAbsolute } from '../calls/input.ts'
import { findLacking } from './find-lacking.ts'
import { mergeBundle } from './merge-bundle.ts'
import { type Bundle, openBundle } from './read-bundle.ts'

/** A bundle by its path, or an upload. */
interface Source {
  path?: string | undefined
  upload?: string | undefined
}

/** Reports what the import of a bundle would change. @throws RushesError as `openBundle`; NOT_FOUND for an upload */
export async function previewImport(core: Core, source: Source, signal?: AbortSignal): Promise<BundlePreview> {
  const bundle = await openBundle(core, await pathOf(core, source), signal)
  try {
    return await preview(core, bundle, () => undefined)
  } finally {
    await bundle.close()
  }
}

async function pathOf({ layout }: Core, { path, upload = '' }: Source): Promise<string> {
  if (path === undefined) return await findUpload(layout, upload)
  requireAbsolute('path', [path])
  return path
}

async function preview(core: Core, bundle: Bundle, decide: Decide): Promise<BundlePreview> {
  const { manifest, media } = bundle
  const { tables, conflicts } = await mergeBundle({ core, bundle, decide, job: undefined })
  const lacking = await findLacking(core, media)
  return {
    created_at: manifest.created_at,
    rushes_version: manifest.rushes_version,
    files: media.size,
    size_bytes: sizeOf(media.values()),
    new_files: lacking.length,
    new_bytes: sizeOf(lacking),
    missing: manifest.missing.length,
    tables,
    conflicts,
  }
}

function sizeOf(files: Iterable<BundledFile>): number {
  let sum = 0
  for (const { size_bytes } of files) sum += size_bytes
  return sum
}

interface ImportOptions extends Source {
  conflicts?: BundleChoice | undefined
  decisions: Record<string, BundleChoice>
}

/**
 * Starts the job that imports a bundle. An import that was cancelled or killed is continued by another one: what the
 * library has by then is not imported again.
 * @throws RushesError CONFLICT if a conflict is not decided; DISK_FULL; as `previewImport`
 */
export async function startImport(core: Core, options: ImportOptions): Promise<Job> {
  const { conflicts, decisions, upload } = options
  if (upload !== undefined) await claimUploads(core.layout, [upload])
  const path = await pathOf(core, options)
  const bundle = await openBundle(core, path)
  const end = async () => {
    await bundle.close()
    if (upload !== undefined) await removeUploads(core.layout, [upload])
  }
  try {
    const decide: Decide = ({ id }) => decisions[id] ?? conflicts
    // With an answer for all of them, no conflict needs to be found before the import itself does.
    const expected = conflicts === undefined || isDryRun() ? await preview(core, bundle, decide) : undefined
    if (expected) requireDecided(expected, decide)
    if (expected) endDryRun(changesOfTables(expected.tables))
    await requireSpace(core, bundle)
    const title = upload === undefined ? path : basename(path)
    const job = { kind: 'import_bundle', title, unit: 'files', total: bundle.media.size } as const
    return await core.jobs.start(job, (running) => importAll(core, bundle, decide, running).finally(end), end)
  } catch (error) {
    await bundle.close()
    throw error
  }
}

async function importAll(core: Core, bundle: Bundle, decide: Decide, job: RunningJob): Promise<void> {
  const { tables } = await mergeBundle({ core, bundle, decide, job })
  for (const { table, left_out } of tables)
    for (const { reason, count } of left_out) {
      const message = `${formatCount(count, 'row')} of ${table} left out: ${reason}.`
      job.item({ path: table, outcome: 'failed', error: { code: 'BAD_INPUT', message } })
    }
}

function requireDecided({ conflicts }: BundlePreview, decide: Decide): void {
  const open = conflicts.items.filter((conflict) => decide(conflict) === undefined)
  const [first] = open
  if (!first) return
  const count = formatCount(conflicts.total > conflicts.items.length ? conflicts.total : open.length, 'value')
  throw new RushesError(
    'CONFLICT',
    `The library has another ${count}, such as ${first.column} of “${first.name}”. Say whether to keep or to replace them.`,
    { data: { conflicts: open.slice(0, 100) } },
  )
}

async function requireSpace(core: Core, { media }: Bundle): Promise<void> {
  const { bavail, bsize } = await statfs(core.layout.folder)
  const free = bavail * bsize
  if (sizeOf(media.values()) <= free) return
  const needed = sizeOf(await findLacking(core, media))
  if (needed <= free) return
  throw new RushesError(
    'DISK_FULL',
    `The files of the bundle need ${formatBytes(needed)}, and ${formatBytes(free)} are free.`,
  )
}
