import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import { RushesError } from '../../../shared/errors.ts'
import { ownObjects } from './own-objects.ts'

/** A part of a schema that runs statements of its author, or reads what its name does not say. */
export interface SchemaObject {
  type: string
  name: string
  /** The table of a trigger; the name itself for others. */
  table: string
  sql: string
}

/** The SQL that SQLite stores for tables and indexes; other SQL is a trigger, a view, a virtual table or a forgery. */
const plain = /^CREATE (TABLE|INDEX|UNIQUE INDEX) /i

/**
 * [Note: hostile schema] Triggers, views and virtual tables of a library work when Rushes reads or writes it, so a
 * library from someone else could change or delete rows that way. Those that no version of Rushes created are listed,
 * by their text, before anything else is done with the database.
 */
export function listForeignObjects(database: Database): SchemaObject[] {
  return readObjects(database).filter((object) => !ownObjects.has(hashObject(object)))
}

/** Lists the objects of a database that are no plain tables and indexes. */
export function readObjects(database: Database): SchemaObject[] {
  const rows = database.prepare(
    'SELECT type, name, tbl_name AS "table", ifnull(sql, \'\') AS sql FROM sqlite_schema ORDER BY type, name',
  )
  return (rows.all() as SchemaObject[]).filter(({ type, sql }) => {
    // The index of a key has no text.
    if (sql === '') return type !== 'index'
    return !((type === 'table' || type === 'index') && plain.test(sql))
  })
}

/** Returns the hash by which `ownObjects` names an object. White space does not count: a dump may have changed it. */
export function hashObject({ sql, ...object }: SchemaObject): string {
  return hashObjects([{ ...object, sql: sql.replaceAll(/\s/g, '') }])
}

function keyOf({ type, name, table, sql }: SchemaObject): string {
  return JSON.stringify([type, name, table, sql])
}

/** Returns a hash of the objects, by which a consent names them. */
export function hashObjects(objects: readonly SchemaObject[]): string {
  return createHash('sha256').update(objects.map(keyOf).join('\n')).digest('hex')
}

const mostNamed = 5

/** Returns the objects in words, for a person: `the trigger “spy” (on videos)`. */
export function describeObjects(objects: readonly SchemaObject[]): string {
  const described = objects.slice(0, mostNamed).map(({ type, name, table, sql }) => {
    const kind = type === 'table' || /^CREATE VIRTUAL/i.test(sql) ? 'virtual table' : clean(type)
    return `the ${kind} “${clean(name)}”${type === 'trigger' ? ` (on ${clean(table)})` : ''}`
  })
  const more = objects.length - described.length
  return [...described, ...(more > 0 ? [`${more} more`] : [])].join(', ')
}

/** A name is any text: it must neither fill the message nor control a terminal. */
function clean(name: string): string {
  return name.slice(0, 60).replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '�')
}

/** Returns the error of a library with objects that were not accepted. */
export function untrusted(database: Database, objects: readonly SchemaObject[]): RushesError {
  const named = `${database.name} contains parts that Rushes did not create and that change what it reads and writes`
  const advice = 'If you trust who made it, open it once with --accept-schema.'
  return new RushesError('LIBRARY_UNTRUSTED', `${named}: ${describeObjects(objects)}. ${advice}`)
}
