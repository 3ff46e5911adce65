import { sql } from 'kysely'
import type { DryRun } from '../../../shared/contract/history.ts'
import type { WritableDb } from '../connection/connection.ts'
import { listSubjects } from './subjects.ts'

/** Ends a transaction that must not change anything, and carries what it would have changed. */
export class DryRunEnd extends Error {
  readonly report: DryRun

  constructor(report: DryRun) {
    super('The transaction was a dry run.')
    this.report = report
  }
}

const samples = 5

/** Reads what an entry of the running transaction changed; undefined for a transaction that changed nothing. */
export async function readReport(db: WritableDb, entry: number | undefined): Promise<DryRun> {
  if (entry === undefined) return { dry_run: true, changes: [], samples: [] }
  const { rows } = await sql<{ changes: string }>`SELECT changes FROM journal WHERE id = ${entry}`.execute(db)
  return {
    dry_run: true,
    changes: JSON.parse(rows[0]?.changes ?? '[]'),
    samples: await listSubjects(db, entry, samples),
  }
}
