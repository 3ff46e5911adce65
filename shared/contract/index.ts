import type { ContractRouterClient } from '@orpc/contract'
import { events } from './events.ts'
import { imports } from './imports.ts'
import { jobs } from './jobs.ts'
import { library } from './library.ts'
import { proxies } from './proxies.ts'
import { videos } from './videos.ts'

/** All that can be asked of Rushes, by any door. */
export const contract = { events, imports, jobs, library, proxies, videos }

/** A caller of the contract, whatever carries the call. */
export type Client = ContractRouterClient<typeof contract>
