import { bundles as calls } from '../../shared/contract/bundles.ts'
import type { Job } from '../../shared/contract/jobs.ts'
import { RushesError } from '../../shared/errors.ts'
import type { Core } from '../core.ts'
import { requireChosen } from '../database/bundles/require-chosen.ts'
import { requireJob } from '../database/jobs.ts'
import { measure, startExport } from './bundles/export-bundle.ts'
import { previewImport, startImport } from './bundles/import-bundle.ts'
import { implementCalls } from './calls/implement.ts'
import { requireAbsolute } from './calls/input.ts'
import { platformFor } from './calls/platform-for.ts'

const os = implementCalls({ bundles: calls })

async function requireExport({ db }: Core, id: string): Promise<Pick<Job, 'title'>> {
  const job = await requireJob(db, id)
  if (job.kind !== 'export_bundle' || job.state !== 'done')
    throw new RushesError('NOT_SUPPORTED', `“${job.title}” is no complete export.`)
  requireAbsolute('path', [job.title])
  return job
}

export const bundles = {
  measure: os.bundles.measure.handler(async ({ input, context: { core }, signal }) => {
    await requireChosen(core.db, input)
    return await measure(core, input, signal)
  }),
  export: os.bundles.export.handler(async ({ input: { path, ...selection }, context: { core } }) => {
    await requireChosen(core.db, selection)
    return await startExport(core, path, selection)
  }),
  pick: os.bundles.pick.handler(async ({ input, context }) => {
    const { pickBundle } = platformFor(context)
    if (!pickBundle) throw new RushesError('NOT_SUPPORTED', 'Only the desktop window has a file dialog. Name a path.')
    return { path: await pickBundle(input.dialog, input.name) }
  }),
  reveal: os.bundles.reveal.handler(async ({ input, context }) => {
    const { reveal } = platformFor(context)
    if (!reveal) throw new RushesError('NOT_SUPPORTED', 'Only the desktop window can show a file in the file manager.')
    await reveal((await requireExport(context.core, input.job_id)).title)
    return {}
  }),
  preview: os.bundles.preview.handler(({ input, context: { core }, signal }) => previewImport(core, input, signal)),
  import: os.bundles.import.handler(({ input, context: { core } }) => startImport(core, input)),
}
