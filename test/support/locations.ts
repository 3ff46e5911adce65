import type { Core } from '../../main/core.ts'
import { databaseOf } from './database-of.ts'

/** Records that the file at `path` was read and has a content, without reading it: it may be a huge one. */
export async function countAsRead(core: Core, path: string, fileHash: string): Promise<void> {
  const { size_bytes, mtime_ms, sample_hash } = await core.files.run({ kind: 'fingerprint', path })
  databaseOf(core)
    .prepare(
      'INSERT INTO locations (path, file_hash, size_bytes, mtime_ms, sample_hash, verified_at) VALUES (?, ?, ?, ?, ?, CURRENT_TIMESTAMP)',
    )
    .run(path, fileHash, size_bytes, mtime_ms, sample_hash)
}
