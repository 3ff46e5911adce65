import { stat } from 'node:fs/promises'
import type { Core } from '../core.ts'
import type { Db } from '../database/connection.ts'
import { findLocation } from '../database/locations.ts'
import type { ListedVideo } from '../database/videos.ts'
import { absolutePath } from '../storage/layout.ts'

/**
 * Whether the path that a video plays from still holds its content, as far as size and time tell. A file that is gone,
 * or that was written over since it was last read, does not.
 */
export async function holdsContent(core: Core, db: Db, video: ListedVideo): Promise<boolean> {
  const stats = await stat(absolutePath(core.layout, video.file_path)).catch(() => undefined)
  if (!stats?.isFile() || stats.size !== video.size_bytes) return false
  const last = await findLocation(db, video.file_path)
  return last === undefined || last.mtime_ms === Math.floor(stats.mtimeMs)
}
