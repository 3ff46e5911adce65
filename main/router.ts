import { createRouterClient } from '@orpc/server'
import { type DryRun, dryRunSchema } from '../shared/contract/history.ts'
import type { Client } from '../shared/contract/index.ts'
import type { Core } from './core.ts'
import { analysers } from './services/analysers.ts'
import { analyses } from './services/analyses.ts'
import { backups } from './services/backups.ts'
import { bundles } from './services/bundles.ts'
import { type Caller, personHere } from './services/calls/caller.ts'
import { type CallContext, os } from './services/calls/implement.ts'
import { checkpoints } from './services/checkpoints.ts'
import { collections } from './services/collections.ts'
import { configurations } from './services/configurations.ts'
import { duplicates } from './services/duplicates.ts'
import { embedded } from './services/embedded.ts'
import { events } from './services/events.ts'
import { executions } from './services/executions.ts'
import { generations } from './services/generations.ts'
import { history } from './services/history.ts'
import { images } from './services/images.ts'
import { imports } from './services/imports.ts'
import { jobs } from './services/jobs.ts'
import { library } from './services/library.ts'
import { lineage } from './services/lineage.ts'
import { media } from './services/media.ts'
import { policies } from './services/policies.ts'
import { previews } from './services/previews.ts'
import { processing } from './services/processing.ts'
import { proxies } from './services/proxies.ts'
import { searches } from './services/searches.ts'
import { sharing } from './services/sharing.ts'
import { stages } from './services/stages.ts'
import { storage } from './services/storage.ts'
import { tags } from './services/tags.ts'
import { timelines } from './services/timelines.ts'
import { tokens } from './services/tokens.ts'
import { trash } from './services/trash.ts'
import { verification } from './services/verification.ts'
import { versions } from './services/versions.ts'
import { videos } from './services/videos.ts'
import { watched } from './services/watched.ts'
import { webhooks } from './services/webhooks.ts'
import { workflows } from './services/workflows.ts'

/** The implementation of the contract, for the window, HTTP, the terminal and tests. */
export const router = os.router({
  analysers,
  analyses,
  backups,
  bundles,
  checkpoints,
  collections,
  configurations,
  duplicates,
  embedded,
  events,
  executions,
  generations,
  history,
  imports,
  jobs,
  library,
  lineage,
  images,
  media,
  policies,
  previews,
  processing,
  proxies,
  searches,
  sharing,
  stages,
  storage,
  tags,
  tokens,
  trash,
  timelines,
  verification,
  versions,
  videos,
  watched,
  webhooks,
  workflows,
})

/** Creates a client that calls the router in this process, for the terminal and tests. */
export function createClient(
  core: Core,
  caller: Caller = personHere('terminal'),
  more: Pick<CallContext, 'step' | 'isDryRun'> = {},
): Client {
  return createRouterClient(router, { context: { core, caller, ...more } })
}

/** Ends the use of a client of `createDryClient`, with the report of the call that would have changed something. */
export class DryRunDone extends Error {
  readonly report: DryRun

  constructor(report: DryRun) {
    super('This was a dry run.')
    this.report = report
  }
}

/** Creates a client that changes nothing: its first call that would do so throws `DryRunDone`. */
export function createDryClient(core: Core, caller: Caller = personHere('terminal')): Client {
  return createRouterClient(router, {
    context: { core, caller, isDryRun: true },
    interceptors: [
      async ({ next }) => {
        const output = await next()
        const report = dryRunSchema.safeParse(output)
        if (report.success) throw new DryRunDone(report.data)
        return output
      },
    ],
  })
}
