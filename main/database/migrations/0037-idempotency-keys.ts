import type { Database } from 'better-sqlite3'

/** Keys with which programs repeat a POST safely, with the response of the first one once it has ended. */
export function up(database: Database): void {
  database.exec(`
    CREATE TABLE idempotency_keys (
      caller TEXT NOT NULL,
      key TEXT NOT NULL,
      request_hash TEXT NOT NULL,
      owner TEXT NOT NULL,
      response TEXT,
      created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
      PRIMARY KEY (caller, key)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);`)
}
