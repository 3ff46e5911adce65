import type { Database } from 'better-sqlite3'

/**
 * The Media Manager’s tables of generations and workflows, which its own program may have made already. Triggers keep
 * the definition that an execution ran, each text once, and copy the end of an execution to its workflow; so both hold
 * for other programs too.
 */
export function up(database: Database): void {
  database.exec(`
    CREATE TABLE IF NOT EXISTS video_generation (
      video_id TEXT PRIMARY KEY,
      provider TEXT,
      model TEXT,
      prompt TEXT,
      generation_params JSON,
      job_id TEXT,
      status TEXT,
      error TEXT,
      started_at TIMESTAMP,
      completed_at TIMESTAMP,
      FOREIGN KEY (video_id) REFERENCES videos (id) ON DELETE CASCADE
    );
    CREATE TABLE IF NOT EXISTS workflows (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      description TEXT,
      status TEXT DEFAULT 'draft',
      definition JSON NOT NULL,
      created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
      updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
      last_executed_at TIMESTAMP
    );
    CREATE TABLE IF NOT EXISTS workflow_executions (
      id TEXT PRIMARY KEY,
      workflow_id TEXT NOT NULL,
      status TEXT NOT NULL,
      started_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
      completed_at TIMESTAMP,
      error TEXT,
      execution_data JSON,
      FOREIGN KEY (workflow_id) REFERENCES workflows (id) ON DELETE CASCADE
    );
    CREATE TABLE IF NOT EXISTS workflow_videos (
      workflow_id TEXT NOT NULL,
      video_id TEXT NOT NULL,
      node_id TEXT NOT NULL,
      node_type TEXT NOT NULL,
      role TEXT NOT NULL,
      execution_id TEXT,
      created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
      PRIMARY KEY (workflow_id, video_id, node_id),
      FOREIGN KEY (workflow_id) REFERENCES workflows (id) ON DELETE CASCADE,
      FOREIGN KEY (video_id) REFERENCES videos (id) ON DELETE CASCADE,
      FOREIGN KEY (execution_id) REFERENCES workflow_executions (id) ON DELETE SET NULL
    );`)
  addMissingColumns(database)
  database.exec(`
    CREATE INDEX associations_by_video ON workflow_videos (video_id);
    CREATE INDEX associations_by_workflow ON workflow_videos (workflow_id, role);
    CREATE INDEX associations_by_execution ON workflow_videos (execution_id, role);
    CREATE INDEX associations_by_node_type ON workflow_videos (node_type, video_id);
    CREATE INDEX generation_by_provider ON video_generation (provider, video_id);
    CREATE INDEX generation_by_model ON video_generation (model, video_id);
    CREATE INDEX executions_by_workflow ON workflow_executions (workflow_id);
    CREATE INDEX executions_by_status ON workflow_executions (status);
    CREATE INDEX workflows_by_status ON workflows (status);
    CREATE INDEX workflows_by_updated_at ON workflows (updated_at);
    CREATE INDEX workflows_by_last_executed_at ON workflows (last_executed_at);
    CREATE INDEX workflows_by_created_at ON workflows (created_at);
    CREATE INDEX workflows_by_name ON workflows (name COLLATE NOCASE);

    CREATE TABLE definitions (
      id INTEGER PRIMARY KEY,
      definition TEXT NOT NULL UNIQUE
    ) STRICT;
    CREATE TABLE executed_definitions (
      execution_id TEXT PRIMARY KEY REFERENCES workflow_executions (id) ON DELETE CASCADE,
      definition_id INTEGER NOT NULL REFERENCES definitions (id)
    ) STRICT, WITHOUT ROWID;
    CREATE TRIGGER execution_keeps_definition AFTER INSERT ON workflow_executions BEGIN
      INSERT INTO definitions (definition)
        SELECT definition FROM workflows WHERE id = new.workflow_id
          AND NOT EXISTS (SELECT 1 FROM definitions AS kept WHERE kept.definition = workflows.definition);
      DELETE FROM executed_definitions WHERE execution_id = new.id;
      INSERT INTO executed_definitions (execution_id, definition_id)
        SELECT new.id, definitions.id FROM workflows JOIN definitions ON definitions.definition = workflows.definition
        WHERE workflows.id = new.workflow_id;
    END;
    CREATE TRIGGER execution_end_is_noted AFTER UPDATE OF completed_at ON workflow_executions
    WHEN old.completed_at IS NULL AND new.completed_at IS NOT NULL BEGIN
      UPDATE workflows SET last_executed_at = coalesce(datetime(new.completed_at), new.completed_at)
        WHERE id = new.workflow_id;
    END;

    CREATE TABLE removed_workflows (
      id TEXT PRIMARY KEY,
      workflow TEXT NOT NULL,
      executions TEXT NOT NULL,
      executed TEXT NOT NULL,
      associations TEXT NOT NULL,
      removed_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
    ) STRICT;`)
}

/** Nullable columns that tables of an older program may lack. */
const columns = {
  video_generation: [
    'provider',
    'model',
    'prompt',
    'generation_params',
    'job_id',
    'status',
    'error',
    'started_at',
    'completed_at',
  ],
  workflows: ['description', 'created_at', 'updated_at', 'last_executed_at'],
  workflow_executions: ['started_at', 'completed_at', 'error', 'execution_data'],
  workflow_videos: ['execution_id', 'created_at'],
}

function addMissingColumns(database: Database): void {
  for (const [table, names] of Object.entries(columns)) {
    const present = new Set(database.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(table))
    for (const name of names) if (!present.has(name)) database.exec(`ALTER TABLE ${table} ADD COLUMN ${name} TEXT`)
  }
}
