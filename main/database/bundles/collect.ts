import type { MediaFolder } from '../../../shared/bundles/manifest.ts'
import type { BundleSelection } from '../../../shared/contract/bundles.ts'
import { runInThread } from '../../threads/thread-pool.ts'

/** Request to the thread. */
export interface CollectRequest {
  /** The path of the database. */
  database: string
  /** The folder of the library. */
  library: string
  selection: BundleSelection
  /** The folder to write the lists of rows to; nothing is written without it. */
  target?: string
}

/** A file that a bundle has beside its lists of rows. */
export interface CollectedFile {
  /** Its path in the bundle. */
  path: string
  folder: MediaFolder
  file_hash: string
  size_bytes: number
  /** The path in the database. */
  file_path: string
  name: string
}

export interface Collected {
  /** The number of migrations that the database has. */
  schema_version: number
  /** Media in an order that new ones extend. */
  files: CollectedFile[]
  /** The lists of rows, by table. */
  tables: { table: string; rows: number; size_bytes: number; sha256: string }[]
}

/**
 * Collects the rows of a bundle in one view of the database, in a thread of its own, and writes a list of JSON lines
 * for each table.
 * @throws RushesError CANCELLED; an Error with the system's `code`.
 */
export async function collectRows(request: CollectRequest, signal?: AbortSignal): Promise<Collected> {
  return await runInThread({ script: 'collect-worker', base: import.meta.url }, request, signal)
}
