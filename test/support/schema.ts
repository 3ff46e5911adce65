import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import BetterSqlite3, { type Database } from 'better-sqlite3'
import { hashObject, readObjects } from '../../main/database/connection/foreign-schema.ts'
import { migrations } from '../../main/database/connection/migrate.ts'

export const schemaFile = fileURLToPath(new URL('../../main/database/schema.sql', import.meta.url))

const heading = `-- Generated: the schema of an empty library. To change it, add a migration in main/database/migrations/, then run: npm run schema
-- docs/database.md says what the columns hold.`

/** Returns an empty database of the newest version, in memory. */
export function createEmptyLibrary(): Database {
  const database = new BetterSqlite3(':memory:')
  for (const up of migrations) up(database)
  database.pragma(`user_version = ${migrations.length}`)
  return database
}

type Part = { type: 'table' | 'index' | 'trigger'; sql: string }

/**
 * Returns the statements that make the schema of a database: each table with its indexes and triggers, in the order of
 * their names.
 */
export function readSchema(database: Database): string {
  const parts = database
    .prepare(
      // SQLite makes its own tables and those behind a virtual one by itself.
      `SELECT schema.type, schema.sql FROM sqlite_schema AS schema
       JOIN pragma_table_list AS list ON list.name = schema.tbl_name AND list.schema = 'main' AND list.type <> 'shadow'
       WHERE schema.sql IS NOT NULL AND schema.name NOT LIKE 'sqlite_%'
       ORDER BY schema.tbl_name, schema.type <> 'table', schema.type, schema.name`,
    )
    .all() as Part[]
  const statements = parts.map(({ type, sql }) => layOut[type](sql))
  const version = `PRAGMA user_version = ${database.pragma('user_version', { simple: true })};`
  return `${heading}\n${[version, ...statements].join('\n')}\n`
}

const layOut: Record<Part['type'], (sql: string) => string> = {
  table: layOutTable,
  index: (sql) => `${onOneLine(sql)};`,
  trigger: layOutTrigger,
}

/** Puts each column and constraint on a line of its own: `ALTER TABLE` appends columns to the last line. */
function layOutTable(sql: string): string {
  const [start, end] = [sql.indexOf('('), sql.lastIndexOf(')')]
  const head = sql
    .slice(0, start)
    .trim()
    .replace(/"(\w+)"$/, '$1')
  const lines = splitList(sql.slice(start + 1, end)).map((item) => `  ${item}`)
  return `\n${head} (\n${lines.join(',\n')}\n)${sql.slice(end + 1)};`
}

/** Splits a list at its commas, except for those in parentheses or in a text. */
function splitList(list: string): string[] {
  const items = list.match(/(?:'[^']*'|\((?:[^()]|\([^()]*\))*\)|[^,'()])+/g) ?? []
  return items.map(onOneLine)
}

function onOneLine(sql: string): string {
  return sql.trim().replaceAll(/\s+/g, ' ').replaceAll('( ', '(').replaceAll(' )', ')')
}

/** Removes the indentation that the statement has in its migration, and joins lines that a template broke. */
function layOutTrigger(sql: string): string {
  const depth = sql.split('\n').at(-1)?.search(/\S/) ?? 0
  const lines: string[] = []
  for (const line of sql.split('\n')) {
    if (lines.length > 0 && line.search(/\S/) <= depth && !/^\s*(END|WHEN)\b/.test(line))
      lines.push(`${lines.pop()} ${line.trim()}`)
    else lines.push(lines.length > 0 ? line.slice(depth) : line)
  }
  return `${lines.join('\n')};`
}

export const ownObjectsFile = fileURLToPath(new URL('../../main/database/connection/own-objects.ts', import.meta.url))

/** Returns the source that names the triggers and virtual tables that any version of Rushes created. */
export function writeOwnObjects(): string {
  const database = new BetterSqlite3(':memory:')
  const hashes = new Map<string, string>()
  for (const up of migrations) {
    up(database)
    for (const object of readObjects(database)) hashes.set(hashObject(object), object.name)
  }
  const lines = [...hashes].toSorted().map(([hash, name]) => `  '${hash}', // ${name}\n`)
  return `// Generated from the migrations: npm run schema

/** The hashes of all triggers and virtual tables that any version of Rushes created. */
export const ownObjects: ReadonlySet<string> = new Set([
${lines.join('')}])
`
}

if (import.meta.main) {
  writeFileSync(schemaFile, readSchema(createEmptyLibrary()))
  writeFileSync(ownObjectsFile, writeOwnObjects())
}
