import type { Database } from './connection.ts'

/**
 * Returns a function that reads `PRAGMA data_version` of a connection that writes nothing: it changes with each commit
 * of the other connections to the file, those of this process included. SQLite reads it from shared memory. A value
 * that cannot be read equals no other.
 */
export function createDataVersion(database: Database): () => unknown {
  const statement = database.prepare('PRAGMA data_version').pluck()
  return () => {
    try {
      return statement.get()
    } catch {
      return Symbol('unknown')
    }
  }
}
