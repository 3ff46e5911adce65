import type { BundleChoice, BundleDialog, BundleSelection } from '../../../shared/contract/bundles.ts'
import type { Job } from '../../../shared/contract/jobs.ts'
import { formatCount } from '../../../shared/units.ts'
import { api, client, mediaUrl, queryClient } from '../../client.ts'
import { followStarted } from '../../state/started-jobs.ts'
import { fileName } from '../file-name.ts'
import { showError, showNotice } from '../notice.tsx'
import { offerUndoOf } from '../offer-undo.ts'
import { texts } from './texts.ts'

/** Exports that this page downloads when they end. */
const downloads = new Set<string>()

/** Starts an export to a path, or of a zip file to download. Returns whether it was started. */
export async function exportBundle(selection: Partial<BundleSelection>, path?: string): Promise<boolean> {
  return await started(async () => {
    const job = await client.bundles.export({ ...selection, ...(path !== undefined && { path }) })
    if (path === undefined) downloads.add(job.id)
    return job
  })
}

export interface BundleToImport {
  source: { path: string } | { upload: string }
  conflicts: BundleChoice
  decisions: Record<string, BundleChoice>
}

/** Starts the import of a bundle. Returns whether it was started. */
export async function importBundle({ source, ...decided }: BundleToImport): Promise<boolean> {
  return await started(() => client.bundles.import({ ...source, ...decided }))
}

async function started(start: () => Promise<Job>): Promise<boolean> {
  try {
    followStarted(await start(), [])
    return true
  } catch (error) {
    showError(error)
    return false
  }
}

/** Asks for a bundle with the system's dialog; null if it was closed. */
export async function pickBundle(dialog: BundleDialog, name?: string): Promise<string | null> {
  try {
    return (await client.bundles.pick({ dialog, ...(name !== undefined && { name }) })).path
  } catch (error) {
    showError(error)
    return null
  }
}

/** Announces an export that has ended: shows it in its folder, or downloads it. */
export async function announceExport(job: Job): Promise<void> {
  showNotice(texts.exportedTo(formatCount(job.made + job.cached, 'file'), fileName(job.title)))
  if (downloads.delete(job.id)) {
    const link = document.createElement('a')
    link.href = mediaUrl.bundle(job)
    link.download = job.title
    link.click()
    return
  }
  const { can } = await queryClient.ensureQueryData(api.library.get.queryOptions())
  if (can.reveal) await client.bundles.reveal({ job_id: job.id })
}

/** Announces an import that has ended, or what a cancelled one had imported, and offers Undo. */
export async function announceImport(job: Job): Promise<void> {
  const { items } = await client.history.list({ limit: 20 })
  const words = texts.addedAlreadyHere(formatCount(job.added), formatCount(job.duplicates))
  if (items.some(({ step }) => step === job.id)) offerUndoOf(job.id, texts.bundleImported(words))
  else if (job.state === 'done') showNotice(texts.announceImportText)
}
