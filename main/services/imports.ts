import { basename } from 'node:path'
import { imports as calls, type ImportRequest, importRequestSchema } from '../../shared/contract/imports.ts'
import { isActive, type Job } from '../../shared/contract/jobs.ts'
import { RushesError } from '../../shared/errors.ts'
import type { Core } from '../core.ts'
import { requireJob } from '../database/jobs.ts'
import { isDryRun } from '../database/journal/dry-run.ts'
import { runImport } from '../ingest/import.ts'
import { claimUploads, removeUploads } from '../ingest/uploads.ts'
import { isProven, prove } from '../storage/proofs.ts'
import type { Caller } from './calls/caller.ts'
import { implementCalls } from './calls/implement.ts'
import { requireAbsolute } from './calls/input.ts'
import { platformFor } from './calls/platform-for.ts'
import { allowedPaths } from './imports/allowed-paths.ts'
import { dryRunOfImport } from './imports/dry-run.ts'

const os = implementCalls({ imports: calls })

function titleOf({ paths, uploads }: ImportRequest): string {
  const count = paths.length + uploads.length
  const [only] = paths
  return count === 1 && only !== undefined ? basename(only) : `${count} ${count === 1 ? 'file' : 'items'}`
}

async function start(core: Core, caller: Caller, asked: ImportRequest, signal?: AbortSignal): Promise<Job> {
  requireAbsolute('paths', asked.paths)
  const request = { ...asked, paths: await allowedPaths(core, caller, asked) }
  if (isDryRun()) throw await dryRunOfImport(core, request, signal ?? new AbortController().signal)
  await claimUploads(core.layout, request.uploads)
  const job = { kind: 'import', title: titleOf(request), unit: 'files', request: keepRequest(request) } as const
  return await core.jobs.start(
    job,
    (running) => runImport(core, request, running),
    () => removeUploads(core.layout, request.uploads),
  )
}

/** Returns a request as its job keeps it, with a proof if it moves files. */
function keepRequest(request: ImportRequest): string {
  return JSON.stringify({ ...request, ...(request.mode === 'move' && { proof: prove(JSON.stringify(request)) }) })
}

/**
 * Returns the request of a job. The row may come from someone else, so files move only if the import was started here.
 * See [Note: proofs].
 * @throws RushesError CONFLICT
 */
function readRequest(kept: string): ImportRequest {
  const { proof, ...rest } = JSON.parse(kept) as Record<string, unknown>
  const request = importRequestSchema.parse(rest)
  if (request.mode !== 'move' || isProven(JSON.stringify(rest), proof)) return request
  const message =
    'This import moves files and was not started on this computer, so it was not restarted. Import them again.'
  throw new RushesError('CONFLICT', message)
}

/**
 * Starts an import again.
 * @throws RushesError NOT_FOUND; CONFLICT while it runs, or if it moves files and was started elsewhere; NOT_SUPPORTED
 * for a job that is not an import.
 */
async function restart(core: Core, caller: Caller, jobId: string): Promise<Job> {
  const { request, state, title } = await requireJob(core.db, jobId)
  if (isActive(state)) throw new RushesError('CONFLICT', `The import “${title}” is still running.`)
  if (request === null) throw new RushesError('NOT_SUPPORTED', `“${title}” is not an import that can be started again.`)
  return await start(core, caller, readRequest(request))
}

export const imports = {
  start: os.imports.start.handler(({ input, context: { core, caller }, signal }) => start(core, caller, input, signal)),
  restart: os.imports.restart.handler(({ input, context: { core, caller } }) => restart(core, caller, input.job_id)),
  pick: os.imports.pick.handler(async ({ input, context }) => {
    const { pick } = platformFor(context)
    if (!pick)
      throw new RushesError('NOT_SUPPORTED', 'Only the desktop window has a file dialog. Drop the files instead.')
    return { paths: await pick(input.kind) }
  }),
}
