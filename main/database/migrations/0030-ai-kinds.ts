import type { Database } from 'better-sqlite3'

/**
 * All kinds of evidence that a model made a content, in a fixed order with blanks between them, for filters; null if
 * there is none. Until the kept texts are parsed again, only the strongest is known, from its sentence.
 */
export function up(database: Database): void {
  database.exec(`
    ALTER TABLE embedded_readings ADD COLUMN ai_kinds TEXT;
    UPDATE embedded_readings SET ai_kinds = CASE
        WHEN ai_evidence LIKE 'Content credentials%' THEN 'credentials'
        WHEN ai_evidence LIKE 'Its source type%' THEN 'source_type'
        WHEN ai_evidence LIKE 'Its AIGC label%' THEN 'label'
        WHEN ai_evidence LIKE '%the graph%' THEN 'graph'
        ELSE 'parameters' END
      WHERE ai_evidence IS NOT NULL;
    CREATE INDEX embedded_readings_by_ai_kinds ON embedded_readings (ai_kinds, file_hash) WHERE ai_kinds IS NOT NULL;`)
}
