import type { Database } from 'better-sqlite3'

/** Takes and previews that go to the bucket by themselves from a time on, and the contents whose previews it has. */
export function up(database: Database): void {
  database.exec(`
    ALTER TABLE object_storage ADD COLUMN videos TEXT NOT NULL DEFAULT 'library' CHECK (videos IN ('library', 'bucket'));
    ALTER TABLE object_storage
      ADD COLUMN previews TEXT NOT NULL DEFAULT 'library' CHECK (previews IN ('library', 'bucket'));
    ALTER TABLE object_storage ADD COLUMN stored_from TEXT;
    CREATE TABLE bucket_previews (file_hash TEXT PRIMARY KEY NOT NULL) STRICT, WITHOUT ROWID;
    INSERT INTO bucket_previews SELECT DISTINCT file_hash FROM locations WHERE path LIKE 's3://%';
  `)
}
