import { basename } from 'node:path'
import { type ImportRequest, importRequestSchema } from '../../shared/contract/imports.ts'
import { isActive, type Job } from '../../shared/contract/jobs.ts'
import { RushesError } from '../../shared/errors.ts'
import type { Core } from '../core.ts'
import { requireJob } from '../database/jobs.ts'
import { runImport } from '../ingest/import.ts'
import { removeUploads } from '../ingest/uploads.ts'
import { requireAbsolute } from './absolute-paths.ts'
import { os } from './implement.ts'

function titleOf({ paths, uploads }: ImportRequest): string {
  const count = paths.length + uploads.length
  const [only] = paths
  return count === 1 && only !== undefined ? basename(only) : `${count} ${count === 1 ? 'file' : 'items'}`
}

async function start(core: Core, request: ImportRequest): Promise<Job> {
  requireAbsolute('paths', request.paths)
  const job = { kind: 'import', title: titleOf(request), unit: 'files', request: JSON.stringify(request) } as const
  return await core.jobs.start(
    job,
    (running) => runImport(core, request, running),
    () => removeUploads(core.layout, request.uploads),
  )
}

/** @throws RushesError NOT_FOUND; CONFLICT while it runs; NOT_SUPPORTED for a job that is no import. */
async function restart(core: Core, jobId: string): Promise<Job> {
  const { request, state, title } = await requireJob(core.db, jobId)
  if (isActive(state)) throw new RushesError('CONFLICT', `The import of ${title} is still running.`)
  if (request === null)
    throw new RushesError('NOT_SUPPORTED', `What the job ${title} was asked for is not known any more.`)
  return await start(core, importRequestSchema.parse(JSON.parse(request)))
}

export const imports = {
  start: os.imports.start.handler(({ input, context: { core } }) => start(core, input)),
  restart: os.imports.restart.handler(({ input, context: { core } }) => restart(core, input.job_id)),
  pick: os.imports.pick.handler(async ({ input, context: { core } }) => {
    if (!core.platform.pick)
      throw new RushesError('NOT_SUPPORTED', 'This door has no dialog for files; drop them instead.')
    return { paths: await core.platform.pick(input.kind) }
  }),
}
