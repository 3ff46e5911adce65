import type { Core } from '../../main/core.ts'
import { databaseOf } from './database-of.ts'

interface Query {
  compile(executor: Core['db']): { sql: string; parameters: readonly unknown[] }
}

/** Returns SQLite’s plan for a query, a step per line. */
export function planOf(core: Core, query: Query): string {
  const { sql: text, parameters } = query.compile(core.db)
  const rows = databaseOf(core)
    .prepare(`EXPLAIN QUERY PLAN ${text}`)
    .all(...parameters) as { detail: string }[]
  return rows.map(({ detail }) => detail).join('\n')
}
