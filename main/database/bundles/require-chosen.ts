import { sql } from 'kysely'
import type { BundleSelection } from '../../../shared/contract/bundles.ts'
import { RushesError } from '../../../shared/errors.ts'
import type { Db } from '../connection/connection.ts'
import { eachOf } from '../connection/query-parts.ts'

const tables = {
  video_ids: ['Video', 'videos', 'id'],
  image_ids: ['Image', 'media', 'Id'],
  workflow_ids: ['Workflow', 'workflows', 'id'],
  template_ids: ['Workflow', 'workflows', 'id'],
  collection_ids: ['Collection', 'collections', 'id'],
} as const satisfies Record<keyof BundleSelection, readonly string[]>

/** The most ids that an error names. */
const named = 10

/** Requires all that a selection names, so that no bundle lacks it silently. @throws RushesError NOT_FOUND */
export async function requireChosen(db: Db, selection: BundleSelection): Promise<void> {
  for (const [field, [noun, table, column]] of Object.entries(tables)) {
    const ids = selection[field as keyof BundleSelection]
    const { rows } = await sql<{ value: string }>`
      SELECT value FROM ${eachOf(ids)}
      WHERE NOT EXISTS (SELECT 1 FROM ${sql.table(table)} WHERE ${sql.ref(column)} = value) LIMIT ${named}`.execute(db)
    const lost = rows.map(({ value }) => value)
    if (lost.length > 0) throw new RushesError('NOT_FOUND', `${noun} not found: ${lost.join(', ')}.`)
  }
}
