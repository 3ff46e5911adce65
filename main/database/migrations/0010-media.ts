import type { Database } from 'better-sqlite3'

/** Columns that a table of another program may lack, and our own. */
const columns = {
  Name: 'TEXT',
  Path: 'TEXT',
  MediaType: 'TEXT',
  MediaStatus: 'INTEGER',
  UserId: 'TEXT',
  file_hash: 'TEXT',
  size_bytes: 'INTEGER',
  width: 'INTEGER',
  height: 'INTEGER',
  codec: 'TEXT',
  created_at: 'TEXT',
}

/** Creates `media`, or adds our columns to one that another program made. */
export function up(database: Database): void {
  database.exec(`
    CREATE TABLE IF NOT EXISTS media (
      Id TEXT PRIMARY KEY,
      Name TEXT NOT NULL,
      Path TEXT NOT NULL,
      MediaType TEXT NOT NULL,
      MediaStatus INTEGER NOT NULL DEFAULT 1,
      UserId TEXT
    );
  `)
  const present = new Set(database.prepare("SELECT lower(name) FROM pragma_table_info('media')").pluck().all())
  for (const [name, type] of Object.entries(columns)) {
    if (!present.has(name.toLowerCase())) database.exec(`ALTER TABLE media ADD COLUMN ${name} ${type}`)
  }
  database.exec(`
    CREATE UNIQUE INDEX media_by_content ON media (file_hash) WHERE file_hash IS NOT NULL;
    CREATE INDEX media_by_path ON media (Path);
    CREATE INDEX media_by_type ON media (MediaType) WHERE file_hash IS NOT NULL;
  `)
}
