import type { Database } from 'better-sqlite3'
import { fileName } from './0006-search.ts'

/**
 * Evidence of what a content was made from, with the path and time of each file that was read, as a file may have been
 * moved into the library since, and what a person decided about likely inputs. Earlier versions took any
 * file with the right name as an input; those rows have no evidence, until the kept texts are parsed again. The indexes
 * find the inputs of a name, and the images of a workflow.
 */
export function up(database: Database): void {
  database.exec(`
    ALTER TABLE embedded_inputs ADD COLUMN folder TEXT;
    ALTER TABLE embedded_inputs ADD COLUMN evidence TEXT CHECK (evidence = 'proven');

    ALTER TABLE embedded_readings ADD COLUMN path TEXT;
    ALTER TABLE embedded_readings ADD COLUMN mtime_ms INTEGER;
    CREATE INDEX embedded_readings_by_file_name ON embedded_readings (${fileName('path')}) WHERE path IS NOT NULL;

    CREATE TABLE link_decisions (
      file_hash TEXT NOT NULL,
      name TEXT NOT NULL,
      input_hash TEXT NOT NULL,
      decision TEXT NOT NULL CHECK (decision IN ('confirmed', 'rejected')),
      decided_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
      PRIMARY KEY (file_hash, name, input_hash)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX link_decisions_by_input ON link_decisions (input_hash);

    CREATE INDEX embedded_inputs_unproven ON embedded_inputs (${fileName('name')})
      WHERE kind = 'input' AND evidence IS NULL;
    CREATE INDEX embedded_readings_by_workflow ON embedded_readings (workflow_id) WHERE workflow_id IS NOT NULL;
  `)
}
