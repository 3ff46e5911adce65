import type { Core } from '../../main/core.ts'

interface Query {
  compile(executor: Core['db']): { sql: string; parameters: readonly unknown[] }
}

/** What SQLite says that it will do for a query, a step a line. */
export function planOf(core: Core, query: Query): string {
  const { sql: text, parameters } = query.compile(core.db)
  const rows = core.database.prepare(`EXPLAIN QUERY PLAN ${text}`).all(...parameters) as { detail: string }[]
  return rows.map(({ detail }) => detail).join('\n')
}
