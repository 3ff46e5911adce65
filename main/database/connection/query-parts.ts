import { type RawBuilder, type SelectQueryBuilder, type SqlBool, sql } from 'kysely'

// [Note: exported queries] Functions whose names end in `Query` are exported so that tests can assert their plans.

/** A page of a list. */
export interface Page {
  offset: number
  limit: number
  /** The last row of the page before, by its name for callers; replaces the offset (`keyset.ts`). */
  after?: string | undefined
}

/** Counts the rows of a query. @throws RushesError CANCELLED by `signal` */
export async function countRows<DB, TB extends keyof DB>(
  query: SelectQueryBuilder<DB, TB, object>,
  signal?: AbortSignal,
): Promise<number> {
  const row = await query.select(sql<number>`count(*)`.as('count')).executeTakeFirstOrThrow({ signal })
  return (row as { count: number }).count
}

/** Returns `json_each` over the values, bound as one parameter: SQLite limits the number of parameters. */
export function eachOf(values: readonly unknown[]): RawBuilder<unknown> {
  return sql`json_each(${JSON.stringify(values)})`
}

/** Returns the values as the right side of `IN`, bound as one parameter. */
export function listOf(values: readonly unknown[]): RawBuilder<string> {
  return sql<string>`(SELECT value FROM ${eachOf(values)})`
}

/** Joins conditions by `AND`; without any, the condition is true. */
export function allOf(conditions: readonly RawBuilder<SqlBool>[]): RawBuilder<SqlBool> {
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` AND `)
}

/** Tests whether `column` contains `part`, ignoring case; `part` is no pattern. */
export function contains(column: RawBuilder<unknown>, part: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`${column} LIKE ${`%${part.replaceAll(/[\\%_]/g, '\\$&')}%`} ESCAPE '\\'`
}
