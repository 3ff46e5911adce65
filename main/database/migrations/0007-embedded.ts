import type { Database } from 'better-sqlite3'

/**
 * Generation metadata embedded in files, by content: the raw texts and what the parsers read from them. The last two
 * indexes find a workflow by its definition and a file by its name without storing either twice.
 */
export function up(database: Database): void {
  database.exec(`
    CREATE TABLE embedded_readings (
      file_hash TEXT PRIMARY KEY,
      parser TEXT,
      parser_version INTEGER NOT NULL,
      reading TEXT,
      definition_hash TEXT,
      workflow_id TEXT,
      credentials TEXT,
      manifest TEXT,
      left_out TEXT NOT NULL DEFAULT '[]',
      notes TEXT NOT NULL DEFAULT '[]',
      read_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
    ) STRICT;
    CREATE INDEX embedded_readings_by_version ON embedded_readings (parser_version);
    CREATE INDEX embedded_readings_by_definition ON embedded_readings (definition_hash, workflow_id)
      WHERE definition_hash IS NOT NULL;
    CREATE INDEX embedded_readings_by_manifest ON embedded_readings (manifest) WHERE manifest IS NOT NULL;

    CREATE TABLE embedded_metadata (
      file_hash TEXT NOT NULL REFERENCES embedded_readings (file_hash) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      source TEXT NOT NULL CHECK (source IN ('file', 'sidecar', 'sibling')),
      path TEXT NOT NULL,
      key TEXT NOT NULL,
      value TEXT NOT NULL,
      PRIMARY KEY (file_hash, position)
    ) STRICT;

    CREATE TABLE embedded_inputs (
      file_hash TEXT NOT NULL REFERENCES embedded_readings (file_hash) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('input', 'ingredient')),
      name TEXT NOT NULL,
      node_id TEXT,
      node_type TEXT,
      manifest TEXT,
      input_hash TEXT,
      PRIMARY KEY (file_hash, position)
    ) STRICT;
    CREATE INDEX embedded_inputs_by_content ON embedded_inputs (input_hash) WHERE input_hash IS NOT NULL;
    CREATE INDEX embedded_inputs_by_manifest ON embedded_inputs (manifest) WHERE manifest IS NOT NULL;

    CREATE INDEX workflows_by_definition_length ON workflows (length(definition));
    CREATE INDEX locations_by_file_name ON locations (
      replace(replace(path, '\\', '/'), rtrim(replace(path, '\\', '/'), replace(replace(path, '\\', '/'), '/', '')), '')
    );`)
}
