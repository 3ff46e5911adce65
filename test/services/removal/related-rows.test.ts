import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { expect, test } from 'vitest'
import { databaseOf } from '../../support/database-of.ts'
import { openLibrary, temporaryFolder } from '../../support/library.ts'

/** Tables of the Media Manager that name a video by a foreign key, as its own program makes them. */
const mediaManager = `
  CREATE TABLE videos (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, file_path TEXT NOT NULL UNIQUE, file_hash TEXT NOT NULL,
    size_bytes INTEGER NOT NULL, duration_seconds REAL, resolution TEXT, aspect_ratio TEXT, codec TEXT, fps REAL,
    source_type TEXT NOT NULL, created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP, metadata JSON
  );
  CREATE TABLE video_generation (
    video_id TEXT PRIMARY KEY, provider TEXT NOT NULL, prompt TEXT,
    FOREIGN KEY (video_id) REFERENCES videos (id) ON DELETE CASCADE
  );
  CREATE TABLE workflows (id TEXT PRIMARY KEY, name TEXT NOT NULL, status TEXT DEFAULT 'draft', definition JSON NOT NULL, updated_at TIMESTAMP);
  CREATE TABLE workflow_videos (
    workflow_id TEXT NOT NULL REFERENCES workflows (id), video_id TEXT NOT NULL REFERENCES videos,
    node_id TEXT NOT NULL, node_type TEXT NOT NULL, role TEXT NOT NULL, PRIMARY KEY (workflow_id, video_id, node_id)
  );
  INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type)
  VALUES ('one', 'Ferry', 'videos/ferry.mp4', 'aa', 12, 'generated'), ('two', 'Pier', 'videos/pier.mp4', 'bb', 12, 'generated');
  INSERT INTO video_generation (video_id, provider, prompt) VALUES ('one', 'openai', 'A ferry at dusk'), ('two', 'openai', 'A pier');
  INSERT INTO workflows (id, name, definition) VALUES ('flow', 'Episode', '{}'), ('other', 'Other', '{}');
  INSERT INTO workflow_videos VALUES ('flow', 'one', 'node 1', 't', 'output'), ('other', 'one', 'node 2', 't', 'output'),
    ('flow', 'two', 'node 3', 't', 'output');`

async function openForeign() {
  const folder = join(temporaryFolder(), 'library')
  mkdirSync(folder)
  const database = new BetterSqlite3(join(folder, 'media.db'))
  database.exec(mediaManager)
  database.close()
  return await openLibrary({ folder })
}

test('what other tables hold of a removed video comes back with it', async () => {
  const { client, core } = await openForeign()
  const all = () =>
    ['video_generation', 'workflow_videos'].map((table) =>
      databaseOf(core).prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all(),
    )
  const before = all()
  expect(await client.videos.remove({ ids: ['one'] })).toEqual({ removed: ['one'] })
  expect(databaseOf(core).prepare('SELECT video_id FROM video_generation').pluck().all()).toEqual(['two'])
  expect(databaseOf(core).pragma('foreign_key_check')).toEqual([])
  expect(await client.videos.restore({ ids: ['one'] })).toEqual({ restored: ['one'] })
  expect(all()).toEqual(before)
})

test('what leads to something that is gone meanwhile is left out, and the rest comes back', async () => {
  const { client, core } = await openForeign()
  await client.videos.remove({ ids: ['one'] })
  databaseOf(core).exec("DELETE FROM workflows WHERE id = 'other'")
  expect(await client.videos.restore({ ids: ['one'] })).toEqual({ restored: ['one'] })
  const nodes = databaseOf(core).prepare("SELECT node_id FROM workflow_videos WHERE video_id = 'one'").pluck().all()
  expect(nodes).toEqual(['node 1'])
  expect(databaseOf(core).prepare('SELECT count(*) FROM video_generation').pluck().get()).toBe(2)
})
