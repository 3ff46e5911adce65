import type { ContractRouterClient } from '@orpc/contract'
import { analysers } from './analysers.ts'
import { analyses } from './analyses.ts'
import { configurations } from './configurations.ts'
import { events } from './events.ts'
import { imports } from './imports.ts'
import { jobs } from './jobs.ts'
import { library } from './library.ts'
import { processing } from './processing.ts'
import { proxies } from './proxies.ts'
import { videos } from './videos.ts'

/** All that can be asked of Rushes, by any door. */
export const contract = {
  analysers,
  analyses,
  configurations,
  events,
  imports,
  jobs,
  library,
  processing,
  proxies,
  videos,
}

/** A caller of the contract, whatever carries the call. */
export type Client = ContractRouterClient<typeof contract>
