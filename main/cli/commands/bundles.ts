import { resolve } from 'node:path'
import { Option } from 'commander'
import { type BundleChoice, type BundlePreview, bundleChoices } from '../../../shared/contract/bundles.ts'
import { RushesError } from '../../../shared/errors.ts'
import { formatBytes, formatCount } from '../../../shared/units.ts'
import { collectionArgument } from '../collection-argument.ts'
import { endAs, followJob } from '../follow-job.ts'
import { allItems, failureLines } from '../job-items.ts'
import { type AddCommand, type GlobalOptions, withLibrary } from '../session.ts'
import { table } from '../table.ts'

interface ExportOptions {
  video: string[]
  image: string[]
  workflow: string[]
  template: string[]
  collection: string[]
}

/** `rushes export <path>`: exports a bundle to a folder or a zip file. */
export const exportCommand: AddCommand = (program, setExitCode) => {
  program
    .command('export')
    .description(
      'export takes, with all that belongs to them, to a folder or a .zip; again to the same path continues it',
    )
    .argument('<path>', 'a new or empty folder, or a file that ends in .zip')
    .option('--video <id...>', 'only these videos', [])
    .option('--image <id...>', 'only these images', [])
    .option('--workflow <id...>', 'only these workflows, with their runs, media and lineage', [])
    .option('--template <id...>', 'only these workflows, without runs and media, to share as templates', [])
    .option('--collection <name...>', 'only these collections, by id or name', [])
    .action(async (path: string, options: ExportOptions, command) => {
      const { dryRun } = command.optsWithGlobals() as GlobalOptions
      await withLibrary(command, async ({ client, answer }) => {
        const collection_ids = []
        for (const asked of options.collection) collection_ids.push(await collectionArgument(client, asked))
        const selection = {
          video_ids: options.video,
          image_ids: options.image,
          workflow_ids: options.workflow,
          template_ids: options.template,
          collection_ids,
        }
        if (dryRun) {
          const measured = await client.bundles.measure(selection)
          const size = `${formatCount(measured.files, 'file')}, ${formatBytes(measured.size_bytes)}`
          return answer(measured, () => `Dry run, nothing was exported: ${size}`)
        }
        const job = await followJob(client, () => client.bundles.export({ ...selection, path: resolve(path) }))
        const items = await allItems(client, job.id, 'failed')
        const counts = `${formatCount(job.made, 'file')} exported, ${formatCount(job.cached)} there already`
        answer({ job, items }, () =>
          [`${counts}, ${formatCount(job.failed)} failed`, ...failureLines(items)].join('\n'),
        )
        await endAs(client, job, setExitCode)
      })
    })
}

/** `rushes import-bundle <path>`: imports a bundle; conflicts are listed unless an option decides them. */
export const importBundleCommand: AddCommand = (program, setExitCode) => {
  program
    .command('import-bundle')
    .description('import a bundle that “rushes export” wrote; with --dry-run, say what that would change')
    .argument('<path>', 'its folder or .zip file')
    .addOption(
      new Option('--conflicts <which>', 'values that differ: keep those of the library, or replace them').choices(
        bundleChoices,
      ),
    )
    .action(async (path: string, { conflicts }: { conflicts?: BundleChoice }, command) => {
      const { dryRun } = command.optsWithGlobals() as GlobalOptions
      await withLibrary(command, async ({ client, answer }) => {
        const bundle = { path: resolve(path) }
        const preview = conflicts === undefined || dryRun ? await client.bundles.preview(bundle) : undefined
        if (preview && dryRun) return answer(preview, () => previewAsText(preview))
        if (preview && preview.conflicts.total > 0) throw undecided(preview)
        // The preview has found no conflict, so the import does not compare all rows once more.
        const job = await followJob(client, () => client.bundles.import({ ...bundle, conflicts: conflicts ?? 'keep' }))
        const items = await allItems(client, job.id)
        const counts = `${formatCount(job.added)} added, ${formatCount(job.duplicates)} already here`
        answer({ job, items }, () =>
          [`${counts}, ${formatCount(job.failed)} failed`, ...failureLines(items)].join('\n'),
        )
        await endAs(client, job, setExitCode)
      })
    })
}

function undecided({ conflicts }: BundlePreview): RushesError {
  const lines = conflictLines(conflicts.items.slice(0, 20))
  const count = formatCount(conflicts.total, 'value')
  return new RushesError(
    'CONFLICT',
    `The library has another ${count} than the bundle:\n${lines}\nAdd --conflicts keep or --conflicts replace.`,
  )
}

function conflictLines(conflicts: BundlePreview['conflicts']['items']): string {
  return table([
    ['', 'value', 'here', 'in the bundle'],
    ...conflicts.map(({ name, column, here, there }) => [name, column, short(here), short(there)]),
  ])
}

function short(value: string | number | null): string {
  const text = value === null ? '–' : String(value)
  return text.length > 40 ? `${text.slice(0, 39)}…` : text
}

function previewAsText({ files, size_bytes, new_files, new_bytes, missing, tables, conflicts }: BundlePreview): string {
  const rows = tables
    .filter(({ taken, known, replaced }) => taken + known + replaced > 0)
    .map((it) => [it.table, `${formatCount(it.taken)} added`, `${formatCount(it.known + it.replaced)} already here`])
  return [
    `${formatCount(files, 'file')}, ${formatBytes(size_bytes)}; new: ${formatCount(new_files)}, ${formatBytes(new_bytes)}`,
    ...(missing > 0 ? [`${formatCount(missing, 'file')} were missing when it was exported`] : []),
    table(rows),
    ...(conflicts.total > 0
      ? [`${formatCount(conflicts.total, 'value')} differ:`, conflictLines(conflicts.items)]
      : []),
    'Dry run, nothing was imported.',
  ].join('\n')
}
