import { sql } from 'kysely'
import type { DryRun } from '../../../shared/contract/history.ts'
import { describeChanges } from '../../../shared/history-words.ts'
import type { WritableDb } from '../connection/connection.ts'
import { currentStep } from './current-step.ts'
import { listSubjects } from './subjects.ts'

/** Ends a transaction that must not change anything, and carries what it would have changed. */
export class DryRunEnd extends Error {
  readonly report: DryRun

  constructor(report: DryRun) {
    super('The transaction was a dry run.')
    this.report = report
  }
}

const mostSamples = 5

type Sample = DryRun['samples'][number]

/** Rows that would change; `subjects` is the number of takes or other items that they belong to, `rows` by default. */
interface CountedChange extends Pick<DryRun['changes'][number], 'tbl' | 'op' | 'rows'> {
  subjects?: number
}

/** Returns whether the caller wants to know what would change, and nothing to change. */
export function isDryRun(): boolean {
  return currentStep()?.isDryRun === true
}

/** Returns the end of a dry run that counts what would change instead of changing it. Names the first samples. */
export function countedDryRun(changes: readonly CountedChange[], samples: readonly Sample[] = []): DryRunEnd {
  const counted = changes
    .filter(({ rows }) => rows > 0)
    .map(({ subjects, ...change }) => ({ ...change, subjects: subjects ?? change.rows, old: null, new: null }))
  return new DryRunEnd(reportOf(counted, samples.slice(0, mostSamples)))
}

/** Reports what would change instead of letting the caller change it. @throws DryRunEnd in a dry run */
export function endDryRun(changes: readonly CountedChange[], samples?: readonly Sample[]): void {
  if (isDryRun()) throw countedDryRun(changes, samples)
}

function reportOf(changes: DryRun['changes'], samples: DryRun['samples']): DryRun {
  const { action = null, author = 'terminal' } = currentStep() ?? {}
  const words = changes.length === 0 ? '' : describeChanges({ action, author, changes })
  return { dry_run: true, words, changes, samples }
}

/** Returns the changes by a merge of tables: rows that would be inserted, and rows that would be replaced. */
export function changesOfTables(
  tables: readonly { table: string; taken: number; replaced: number }[],
): CountedChange[] {
  return tables.flatMap(({ table, taken, replaced }) => [
    { tbl: table, op: 'insert' as const, rows: taken },
    { tbl: table, op: 'update' as const, rows: replaced },
  ])
}

/** Returns a take of the library as a sample. */
export function presentVideo({ id, name }: { id: string; name: string }): Sample {
  return { kind: 'video', id, name, is_present: true }
}

/** Reads what an entry of the running transaction changed; undefined for a transaction that changed nothing. */
export async function readReport(db: WritableDb, entry: number | undefined): Promise<DryRun> {
  if (entry === undefined) return reportOf([], [])
  const { rows } = await sql<{ changes: string }>`SELECT changes FROM journal WHERE id = ${entry}`.execute(db)
  return reportOf(JSON.parse(rows[0]?.changes ?? '[]'), await listSubjects(db, entry, mostSamples))
}
