import { statfs } from 'node:fs/promises'
import type { BundleChoice, BundlePreview } from '../../../shared/contract/bundles.ts'
import type { Job } from '../../../shared/contract/jobs.ts'
import { RushesError } from '../../../shared/errors.ts'
import { formatBytes, formatCount } from '../../../shared/units.ts'
import type { Core } from '../../core.ts'
import type { Decide } from '../../database/bundles/merge-rows.ts'
import { currentStep } from '../../database/journal/current-step.ts'
import { DryRunEnd } from '../../database/journal/dry-run.ts'
import { requireAbsolute } from '../calls/input.ts'
import { mergeBundle } from './merge-bundle.ts'
import { type Bundle, openBundle } from './read-bundle.ts'

/** Reports what the import of the bundle at `path` would change. @throws RushesError as `openBundle` */
export async function previewImport(core: Core, path: string, signal?: AbortSignal): Promise<BundlePreview> {
  requireAbsolute('path', [path])
  const bundle = await openBundle(core, path, signal)
  try {
    return await preview(core, bundle, () => undefined)
  } finally {
    await bundle.close()
  }
}

async function preview(core: Core, bundle: Bundle, decide: Decide): Promise<BundlePreview> {
  const { manifest, media } = bundle
  const { tables, conflicts, fresh } = await mergeBundle({ core, bundle, decide, job: undefined })
  return {
    created_at: manifest.created_at,
    rushes_version: manifest.rushes_version,
    files: media.size,
    size_bytes: sizeOf(bundle),
    new_files: fresh.files,
    new_bytes: fresh.bytes,
    missing: manifest.missing.length,
    tables,
    conflicts,
  }
}

function sizeOf({ media }: Bundle): number {
  return [...media.values()].reduce((sum, { size_bytes }) => sum + size_bytes, 0)
}

interface ImportOptions {
  path: string
  conflicts?: BundleChoice | undefined
  decisions: Record<string, BundleChoice>
}

/**
 * Starts the job that imports a bundle. An import that was cancelled or killed is continued by another one: what the
 * library has by then is not imported again.
 * @throws RushesError CONFLICT if a conflict is not decided; DISK_FULL; as `openBundle`
 */
export async function startImport(core: Core, { path, conflicts, decisions }: ImportOptions): Promise<Job> {
  requireAbsolute('path', [path])
  const bundle = await openBundle(core, path)
  try {
    const decide: Decide = ({ id }) => decisions[id] ?? conflicts
    const expected = await preview(core, bundle, decide)
    requireDecided(expected, decide)
    if (currentStep()?.isDryRun) throw dryRunOf(expected)
    await requireSpace(core, expected)
    const job = { kind: 'import_bundle', title: path, unit: 'files', total: bundle.media.size } as const
    return await core.jobs.start(
      job,
      async (running) => {
        try {
          const { tables } = await mergeBundle({ core, bundle, decide, job: running })
          for (const { table, left_out } of tables)
            for (const { reason, count } of left_out) {
              const message = `${formatCount(count, 'row')} of ${table} left out: ${reason}.`
              running.item({ path: table, outcome: 'failed', error: { code: 'BAD_INPUT', message } })
            }
        } finally {
          await bundle.close()
        }
      },
      () => bundle.close(),
    )
  } catch (error) {
    await bundle.close()
    throw error
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

function dryRunOf({ tables }: BundlePreview): DryRunEnd {
  const changes = tables.flatMap(({ table, taken, replaced }) => [
    ...(taken > 0 ? [changeOf(table, 'insert', taken)] : []),
    ...(replaced > 0 ? [changeOf(table, 'update', replaced)] : []),
  ])
  return new DryRunEnd({ dry_run: true, changes, samples: [] })
}

function changeOf(tbl: string, op: 'insert' | 'update', rows: number) {
  return { tbl, op, rows, subjects: rows, old: null, new: null }
}

async function requireSpace({ layout }: Core, { new_bytes }: BundlePreview): Promise<void> {
  const { bavail, bsize } = await statfs(layout.folder)
  if (new_bytes <= bavail * bsize) return
  throw new RushesError(
    'DISK_FULL',
    `The files of the bundle need ${formatBytes(new_bytes)}, and ${formatBytes(bavail * bsize)} are free.`,
  )
}
