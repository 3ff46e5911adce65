import type { Database } from 'better-sqlite3'
import { facetColumns, note, noteId } from './0021-video-changes.ts'

/** The ranges of an analysis, which another program may have written in any form. */
const ranges = (column: string) => `json_each(CASE WHEN json_valid(${column}) THEN ${column} ELSE '[]' END)`
const hasLabel = `CASE WHEN type = 'object' THEN json_type(value, '$.label') = 'text' END`
const labels = `SELECT DISTINCT json_extract(value, '$.label'), new.id FROM ${ranges('new.ranges')} WHERE ${hasLabel}`

/**
 * Indices of what a query can ask for and no index had: frame rates, seeds, LoRAs, labels of ranges. The log of changes
 * includes frame rates, sound and LoRAs, which the index in memory has.
 */
export function up(database: Database): void {
  database.exec(`
    CREATE INDEX videos_by_fps ON videos (fps);
    CREATE INDEX generation_by_seed ON video_generation (
      CAST(json_extract(CASE WHEN json_valid(generation_params) THEN generation_params END, '$.seed') AS TEXT));
    CREATE INDEX generation_with_loras ON video_generation (video_id) WHERE instr(generation_params, '"loras"') > 0;

    -- Ids of analyses are never used again, so a REPLACE, which fires no trigger for the row it deletes, leaves labels
    -- of no analysis.
    CREATE TABLE analysis_labels (
      label TEXT NOT NULL,
      analysis_id INTEGER NOT NULL,
      PRIMARY KEY (label, analysis_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX analysis_labels_by_analysis ON analysis_labels (analysis_id);
    INSERT INTO analysis_labels SELECT DISTINCT json_extract(value, '$.label'), analysis_jobs.id FROM analysis_jobs, ${ranges('ranges')}
    WHERE ${hasLabel};
    CREATE TRIGGER analysis_labels_insert AFTER INSERT ON analysis_jobs BEGIN
      INSERT OR IGNORE INTO analysis_labels ${labels};
    END;
    CREATE TRIGGER analysis_labels_update AFTER UPDATE OF id, ranges ON analysis_jobs BEGIN
      DELETE FROM analysis_labels WHERE analysis_id IN (old.id, new.id);
      INSERT OR IGNORE INTO analysis_labels ${labels};
    END;
    CREATE TRIGGER analysis_labels_delete AFTER DELETE ON analysis_jobs BEGIN
      DELETE FROM analysis_labels WHERE analysis_id = old.id;
    END;

    DROP TRIGGER video_changes_update;
    CREATE TRIGGER video_changes_update AFTER UPDATE OF id, ${facetColumns}, fps, audio_codec ON videos BEGIN
      ${note('VALUES (new.rowid)')}
    END;
    DROP TRIGGER video_changes_video_generation_update;
    CREATE TRIGGER video_changes_video_generation_update
    AFTER UPDATE OF video_id, provider, model, generation_params ON video_generation BEGIN
      ${noteId('old.video_id')} ${noteId('new.video_id')}
    END;`)
}
