import type { Db } from './connection.ts'

/** The folders that are watched, paused ones too, in the order of their paths. */
export async function listWatchedPaths(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('watched_folders').select('path').orderBy('path').execute()
  return rows.map(({ path }) => path)
}
