import { type SqlBool, sql } from 'kysely'
import type { Verification } from '../../shared/contract/verification.ts'
import type { Db } from './connection/connection.ts'
import type { LocationRow } from './tables.ts'

/** Files on disks: objects of a bucket and files in archives are read in full before they count as stored. */
const ofVideoOrImage = sql<SqlBool>`(path NOT LIKE 's3://%' AND path NOT LIKE 'archive://%' AND (EXISTS (SELECT 1 FROM videos WHERE videos.file_hash = locations.file_hash)
  OR EXISTS (SELECT 1 FROM media WHERE media.file_hash = locations.file_hash)))`

/**
 * Returns the query of the present files of videos and images in the order of their paths, from after `path` on.
 * `readBefore`, a timestamp, leaves out those that were read in full later.
 */
export function verifiableQuery(db: Db, path: string, readBefore: string | undefined, limit: number) {
  return db
    .selectFrom('locations')
    .selectAll()
    .where('path', '>', path)
    .where('missing_since', 'is', null)
    .where(ofVideoOrImage)
    .$if(readBefore !== undefined, (query) =>
      query.where((of) => of.or([of('verified_at', 'is', null), of('verified_at', '<=', readBefore ?? '')])),
    )
    .orderBy('path')
    .limit(limit)
}

/** Lists the present files of videos and images in the order of their paths, from after `path` on. */
export async function listVerifiable(
  db: Db,
  path: string,
  readBefore: string | undefined,
  limit: number,
): Promise<LocationRow[]> {
  return await verifiableQuery(db, path, readBefore, limit).execute()
}

/**
 * Lists, in the order of their paths from after `path` on, files that are missing, and those with a content that no
 * video or image has: damaged files of the library are among both.
 */
export async function listLostOrUnknown(db: Db, path: string, limit: number): Promise<LocationRow[]> {
  return await db
    .selectFrom('locations')
    .selectAll()
    .where('path', '>', path)
    .where((of) => of.or([of('missing_since', 'is not', null), of.not(ofVideoOrImage)]))
    .orderBy('path')
    .limit(limit)
    .execute()
}

/** Counts the files of videos and images, and how many of them were read in full. */
export async function countVerified(db: Db): Promise<Verification> {
  const { rows } = await sql<Verification>`
    SELECT count(*) AS files,
      ifnull(sum(missing_since IS NOT NULL), 0) AS missing,
      ifnull(sum(missing_since IS NULL AND verified_at IS NOT NULL), 0) AS verified,
      iif(sum(missing_since IS NULL AND verified_at IS NULL) > 0, NULL,
        min(iif(missing_since IS NULL, verified_at, NULL))) AS oldest_verified_at
    FROM locations WHERE ${ofVideoOrImage}`.execute(db)
  const [counts] = rows
  if (!counts) throw new Error('A count has one row.')
  return counts
}
