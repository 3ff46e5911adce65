import type { BundleChoice, BundleSelection } from '../../shared/contract/bundles.ts'
import type { Client } from '../../shared/contract/index.ts'
import type { Job } from '../../shared/contract/jobs.ts'
import { ended } from './library.ts'

/** Exports a bundle, of the whole library unless `selection` names something, and waits for the end. */
export async function exportTo(client: Client, path: string, selection: Partial<BundleSelection> = {}): Promise<Job> {
  return await ended(client, await client.bundles.export({ ...selection, path }))
}

/** Imports a bundle and waits for the end. */
export async function importFrom(client: Client, path: string, conflicts?: BundleChoice): Promise<Job> {
  return await ended(client, await client.bundles.import({ path, ...(conflicts && { conflicts }) }))
}
