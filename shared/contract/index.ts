import type { ContractRouterClient } from '@orpc/contract'
import { analysers } from './analysers.ts'
import { analyses } from './analyses.ts'
import { backups } from './backups.ts'
import { bundles } from './bundles.ts'
import { checkpoints } from './checkpoints.ts'
import { collections } from './collections.ts'
import { configurations } from './configurations.ts'
import { duplicates } from './duplicates.ts'
import { embedded } from './embedded.ts'
import { events } from './events.ts'
import { executions } from './executions.ts'
import { folders } from './folders.ts'
import { generations } from './generations.ts'
import { history } from './history.ts'
import { images } from './images.ts'
import { imports } from './imports.ts'
import { jobs } from './jobs.ts'
import { library } from './library.ts'
import { lineage } from './lineage.ts'
import { media } from './media.ts'
import { policies } from './policies.ts'
import { previews } from './previews.ts'
import { processing } from './processing.ts'
import { proxies } from './proxies.ts'
import { searches } from './searches.ts'
import { settings } from './settings.ts'
import { sharing } from './sharing.ts'
import { sidecars } from './sidecars.ts'
import { stages } from './stages.ts'
import { statistics } from './statistics.ts'
import { storage } from './storage.ts'
import { tags } from './tags.ts'
import { timelines } from './timelines.ts'
import { tokens } from './tokens.ts'
import { trash } from './trash.ts'
import { verification } from './verification.ts'
import { versions } from './versions.ts'
import { videos } from './videos.ts'
import { watched } from './watched.ts'
import { webhooks } from './webhooks.ts'
import { workflows } from './workflows.ts'

/** All procedures of Rushes. */
export const contract = {
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
  folders,
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
  sidecars,
  stages,
  statistics,
  storage,
  tags,
  tokens,
  settings,
  trash,
  timelines,
  verification,
  versions,
  videos,
  watched,
  webhooks,
  workflows,
}

/** A client of the contract, over any transport. */
export type Client = ContractRouterClient<typeof contract>

/** A client whose calls can have `Options` beside their input. */
export type ClientWith<Options extends Record<PropertyKey, unknown>> = ContractRouterClient<typeof contract, Options>
