import type { Database } from 'better-sqlite3'

/** The time at which a branch of checkpoints was pruned, on its first checkpoint, and the indexes of the trash. */
export function up(database: Database): void {
  database.exec(`
    ALTER TABLE checkpoints ADD COLUMN pruned_at TEXT;
    UPDATE checkpoints SET pruned_at = CURRENT_TIMESTAMP WHERE pruned_with = id;
    CREATE INDEX checkpoints_by_pruning ON checkpoints (pruned_at, id) WHERE pruned_at IS NOT NULL;
    CREATE INDEX timelines_by_removal ON timelines (removed_at, id) WHERE removed_at IS NOT NULL;
  `)
}
