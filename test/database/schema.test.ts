import { readFileSync } from 'node:fs'
import BetterSqlite3, { type Database } from 'better-sqlite3'
import { expect, test } from 'vitest'
import { type Node, parse, visit } from '../architecture/sources.ts'
import { createEmptyLibrary, ownObjectsFile, readSchema, schemaFile, writeOwnObjects } from '../support/schema.ts'

test('schema.sql is the schema of an empty library', () => {
  const current = readSchema(createEmptyLibrary())
  expect(readFileSync(schemaFile, 'utf8'), 'main/database/schema.sql is out of date. Run: npm run schema').toBe(current)
})

test('own-objects.ts names all triggers and virtual tables of the migrations', () => {
  expect(readFileSync(ownObjectsFile, 'utf8'), 'own-objects.ts is out of date. Run: npm run schema').toBe(
    writeOwnObjects(),
  )
})

test('schema.sql makes the schema that it shows', () => {
  const database = new BetterSqlite3(':memory:')
  database.exec(readFileSync(schemaFile, 'utf8'))
  expect(readSchema(database)).toBe(readSchema(createEmptyLibrary()))
})

interface Column {
  name: string
  /** Of its values in JavaScript. */
  type: string
  nullable: boolean
  /** True if a row can be inserted without a value. */
  hasDefault: boolean
}

test('the types have the tables and columns of the schema, and nulls and defaults where it has them', () => {
  const database = createEmptyLibrary()
  const names = database
    .prepare(
      `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type <> 'shadow' AND name NOT LIKE 'sqlite_%'`,
    )
    .pluck()
    .all() as string[]
  const typed = readTypes()
  expect([...typed.keys()].sort()).toEqual(names.sort())
  for (const name of names) {
    const [types = [], declared] = [typed.get(name), declaredColumns(database, name)]
    const described = ({ name: column, type, nullable }: Column) =>
      `${name}.${column}: ${type}${nullable ? ' | null' : ''}`
    expect(types.map(described).sort()).toEqual(declared.map(described).sort())
    const withDefault = declared.filter(({ hasDefault }) => hasDefault).map((column) => column.name)
    const generated = types.filter(({ hasDefault }) => hasDefault).map((column) => column.name)
    expect([name, generated.filter((column) => !withDefault.includes(column))]).toEqual([name, []])
  }
})

function declaredColumns(database: Database, table: string): Column[] {
  const columns = database.prepare('SELECT * FROM pragma_table_info(?)').all(table) as {
    name: string
    type: string
    notnull: number
    dflt_value: string | null
    pk: number
  }[]
  return columns.map(({ name, type, notnull, dflt_value, pk }) => ({
    name,
    type: type === 'ANY' ? 'unknown' : /^(INTEGER|REAL)$/.test(type) ? 'number' : 'string',
    // A text primary key can be null in a table that is not STRICT: [Note: foreign values].
    nullable: notnull === 0 && pk === 0,
    // SQLite numbers the rows of an INTEGER PRIMARY KEY.
    hasDefault: dflt_value !== null || (type === 'INTEGER' && pk > 0),
  }))
}

/** Returns the columns of each table in the interface `Tables`, and in those that it extends. */
function readTypes(): Map<string, Column[]> {
  const files = [
    'main/database/tables.ts',
    'main/database/duplicates/tables.ts',
    'main/database/storage/tables.ts',
    'main/database/timelines/tables.ts',
    'main/database/journal/tables.ts',
    'main/database/embedded/tables.ts',
  ]
  return new Map(files.flatMap((file) => [...readTypesIn(file)]))
}

function readTypesIn(file: string): Map<string, Column[]> {
  const source = parse(file)
  const tables = new Map<string, Column[]>()
  visit(source.program, (node) => {
    if (node.type !== 'TSInterfaceDeclaration') return
    for (const { name, type } of membersOf(node.body)) {
      const copied = source.text.slice(type.start, type.end).match(/^Selectable<Tables\['(\w+)'\]>$/)?.[1]
      tables.set(name, copied ? (tables.get(copied) ?? []) : membersOf(type).map(toColumn))
    }
  })
  return tables

  function toColumn({ name, type }: Member): Column {
    const text = source.text.slice(type.start, type.end)
    const bare = text.replace(/^Generated<(.*)>$/, '$1')
    const value = bare.replace(/ \| null$/, '')
    return {
      name,
      type: value === 'unknown' || /^(number|\d( \| \d)*)$/.exec(value) ? value.replace(/^\d.*/, 'number') : 'string',
      nullable: value !== bare,
      hasDefault: bare !== text,
    }
  }
}

type Member = { name: string; type: Node }

/** Returns the properties of an interface or an object type. */
function membersOf(node: unknown): Member[] {
  const { body, members } = node as Record<string, unknown>
  return ((body ?? members) as Node[]).map(({ key, typeAnnotation }) => ({
    name: String((key as Node).name),
    type: (typeAnnotation as { typeAnnotation: Node }).typeAnnotation,
  }))
}
