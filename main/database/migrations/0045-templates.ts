import type { Database } from 'better-sqlite3'
import { createTriggers } from './0032-journal.ts'

/**
 * Templates: the values that a workflow asks for when one starts from it, and the template that a workflow was started
 * from. The journal follows the former.
 */
export function up(database: Database): void {
  database.exec(`
    ALTER TABLE workflows ADD COLUMN template_inputs TEXT;
    ALTER TABLE workflows ADD COLUMN template_id TEXT;
    CREATE INDEX workflow_templates ON workflows (updated_at) WHERE template_inputs IS NOT NULL;`)
  for (const name of ['update', 'insert', 'delete', 'key']) database.exec(`DROP TRIGGER journal_workflows_${name}`)
  createTriggers(database, {
    table: 'workflows',
    key: ['id'],
    columns: ['name', 'description', 'status', 'definition', 'template_inputs'],
    long: ['description', 'definition'],
    rows: 'id',
  })
}
