import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openLibrary } from '../support/library.ts'

/** The names of the columns in each interface of a table, by table. */
function typedColumns(): Record<string, string[]> {
  const source = ['tables', 'copy-tables', 'duplicate-tables', 'media-table', 'rescan-tables']
    .map((name) => readFileSync(new URL(`../../main/database/${name}.ts`, import.meta.url), 'utf8'))
    .join('\n')
  const interfaces = new Map<string, string[]>()
  for (const [, name = '', body = ''] of source.matchAll(/export interface (\w+) \{\n(.*?)\n\}/gs)) {
    interfaces.set(
      name,
      [...body.matchAll(/^ {2}(\w+):/gm)].map(([, column = '']) => column),
    )
  }
  const tables = [...source.matchAll(/^ {2}(\w+): (\w+Table)$/gm)]
  return Object.fromEntries(tables.map(([, table = '', name = '']) => [table, interfaces.get(name) ?? []]))
}

test('the types name the tables and columns that there are, and no others', async () => {
  const { core } = await openLibrary()
  const typed = typedColumns()
  const tables = core.database
    // But for SQLite's own, and those in which an index of words keeps what it has.
    .prepare(
      `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type <> 'shadow' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
    )
    .pluck()
    .all()
  expect(Object.keys(typed).sort()).toEqual(tables)
  for (const [table, columns] of Object.entries(typed)) {
    const there = core.database.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(table)
    expect([table, [...there].sort()]).toEqual([table, [...columns].sort()])
  }
})
