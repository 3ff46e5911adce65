import { createRouterClient, lazy, type Router } from '@orpc/server'
import type { Client, contract } from '../shared/contract/index.ts'
import { endAtReport } from '../shared/dry-run.ts'
import type { Core } from './core.ts'
import { type Caller, personHere } from './services/calls/caller.ts'
import type { CallContext } from './services/calls/implement.ts'

/**
 * The implementation of the contract, for the window, HTTP, the terminal and tests. A service is loaded by its first
 * call, so that a command of the terminal loads only its own.
 */
export const router = {
  analysers: lazy(async () => ({ default: (await import('./services/analysers.ts')).analysers })),
  analyses: lazy(async () => ({ default: (await import('./services/analyses.ts')).analyses })),
  backups: lazy(async () => ({ default: (await import('./services/backups.ts')).backups })),
  bundles: lazy(async () => ({ default: (await import('./services/bundles.ts')).bundles })),
  checkpoints: lazy(async () => ({ default: (await import('./services/checkpoints.ts')).checkpoints })),
  collections: lazy(async () => ({ default: (await import('./services/collections.ts')).collections })),
  configurations: lazy(async () => ({ default: (await import('./services/configurations.ts')).configurations })),
  duplicates: lazy(async () => ({ default: (await import('./services/duplicates.ts')).duplicates })),
  embedded: lazy(async () => ({ default: (await import('./services/embedded.ts')).embedded })),
  events: lazy(async () => ({ default: (await import('./services/events.ts')).events })),
  executions: lazy(async () => ({ default: (await import('./services/executions.ts')).executions })),
  folders: lazy(async () => ({ default: (await import('./services/folders.ts')).folders })),
  generations: lazy(async () => ({ default: (await import('./services/generations.ts')).generations })),
  history: lazy(async () => ({ default: (await import('./services/history.ts')).history })),
  imports: lazy(async () => ({ default: (await import('./services/imports.ts')).imports })),
  jobs: lazy(async () => ({ default: (await import('./services/jobs.ts')).jobs })),
  library: lazy(async () => ({ default: (await import('./services/library.ts')).library })),
  lineage: lazy(async () => ({ default: (await import('./services/lineage.ts')).lineage })),
  images: lazy(async () => ({ default: (await import('./services/images.ts')).images })),
  media: lazy(async () => ({ default: (await import('./services/media.ts')).media })),
  policies: lazy(async () => ({ default: (await import('./services/policies.ts')).policies })),
  previews: lazy(async () => ({ default: (await import('./services/previews.ts')).previews })),
  processing: lazy(async () => ({ default: (await import('./services/processing.ts')).processing })),
  proxies: lazy(async () => ({ default: (await import('./services/proxies.ts')).proxies })),
  searches: lazy(async () => ({ default: (await import('./services/searches.ts')).searches })),
  sharing: lazy(async () => ({ default: (await import('./services/sharing.ts')).sharing })),
  sidecars: lazy(async () => ({ default: (await import('./services/sidecars.ts')).sidecars })),
  stages: lazy(async () => ({ default: (await import('./services/stages.ts')).stages })),
  statistics: lazy(async () => ({ default: (await import('./services/statistics.ts')).statistics })),
  storage: lazy(async () => ({ default: (await import('./services/storage.ts')).storage })),
  tags: lazy(async () => ({ default: (await import('./services/tags.ts')).tags })),
  tokens: lazy(async () => ({ default: (await import('./services/tokens.ts')).tokens })),
  settings: lazy(async () => ({ default: (await import('./services/settings.ts')).settings })),
  trash: lazy(async () => ({ default: (await import('./services/trash.ts')).trash })),
  timelines: lazy(async () => ({ default: (await import('./services/timelines.ts')).timelines })),
  verification: lazy(async () => ({ default: (await import('./services/verification.ts')).verification })),
  versions: lazy(async () => ({ default: (await import('./services/versions.ts')).versions })),
  videos: lazy(async () => ({ default: (await import('./services/videos.ts')).videos })),
  watched: lazy(async () => ({ default: (await import('./services/watched.ts')).watched })),
  webhooks: lazy(async () => ({ default: (await import('./services/webhooks.ts')).webhooks })),
  workflows: lazy(async () => ({ default: (await import('./services/workflows.ts')).workflows })),
} satisfies Router<typeof contract, CallContext>

/** Creates a client that calls the router in this process, for the terminal and tests. */
export function createClient(
  core: Core,
  caller: Caller = personHere('terminal'),
  more: Pick<CallContext, 'step' | 'isDryRun'> = {},
): Client {
  return createRouterClient(router, { context: { core, caller, ...more } })
}

/** Creates a client that changes nothing: its first call that would do so throws `DryRunDone`. */
export function createDryClient(core: Core, caller: Caller = personHere('terminal')): Client {
  return createRouterClient(router, {
    context: { core, caller, isDryRun: true },
    interceptors: [endAtReport],
  })
}
