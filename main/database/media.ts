import { type Insertable, type SqlBool, sql } from 'kysely'
import { RushesError } from '../../shared/errors.ts'
import type { Db } from './connection.ts'
import type { MediaTable } from './media-table.ts'

/** A picture with what its location knows. */
export interface ListedImage {
  id: string
  name: string
  path: string
  file_hash: string
  size_bytes: number
  width: number | null
  height: number | null
  codec: string | null
  created_at: string | null
  missing_since: string | null
}

/** Which pictures of the list. */
interface Stretch {
  order: 'asc' | 'desc'
  offset: number
  limit: number
}

/** Pictures whose content is known; rows of other programs without one are left alone. */
function selectImages(db: Db) {
  return db
    .selectFrom('media')
    .where('MediaType', '=', 'Image')
    .where('file_hash', 'is not', null)
    .select(['Id as id', 'Name as name', 'Path as path', 'width', 'height', 'codec', 'created_at'])
    .select(sql<string>`file_hash`.as('file_hash'))
    .select(sql<number>`coalesce(size_bytes, 0)`.as('size_bytes'))
    .select(sql<string | null>`(SELECT missing_since FROM locations WHERE path = media.Path)`.as('missing_since'))
}

/** The query behind `listImages`, apart so that a test can look at its plan. */
export function imagesQuery(db: Db, { order, offset, limit }: Stretch) {
  return selectImages(db).orderBy(sql`media.rowid`, order).limit(limit).offset(offset)
}

/** A stretch of the pictures, in the order in which they came in or the other way round. */
export async function listImages(db: Db, stretch: Stretch): Promise<ListedImage[]> {
  return await imagesQuery(db, stretch).execute()
}

/** The ids of such a stretch. */
export async function listImageIds(db: Db, { order, offset, limit }: Stretch): Promise<string[]> {
  const rows = await db
    .selectFrom('media')
    .select('Id')
    .where('MediaType', '=', 'Image')
    .where('file_hash', 'is not', null)
    .orderBy(sql`rowid`, order)
    .limit(limit)
    .offset(offset)
    .execute()
  return rows.map(({ Id }) => Id)
}

/** How many pictures came in before this one. */
export async function rankOfImage(db: Db, id: string): Promise<number> {
  const row = await db
    .selectFrom('media')
    .select((of) => of.fn.countAll<number>().as('count'))
    .where('MediaType', '=', 'Image')
    .where('file_hash', 'is not', null)
    .where(sql<SqlBool>`rowid < (SELECT rowid FROM media WHERE Id = ${id})`)
    .executeTakeFirstOrThrow()
  return row.count
}

/** How many there are. */
export async function countImages(db: Db): Promise<number> {
  const row = await db
    .selectFrom('media')
    .select((of) => of.fn.countAll<number>().as('count'))
    .where('MediaType', '=', 'Image')
    .where('file_hash', 'is not', null)
    .executeTakeFirstOrThrow()
  return row.count
}

/** The picture with this id. @throws RushesError NOT_FOUND */
export async function requireImage(db: Db, id: string): Promise<ListedImage> {
  const image = await selectImages(db).where('Id', '=', id).executeTakeFirst()
  if (!image) throw new RushesError('NOT_FOUND', `There is no image with the id ${id} in the library.`)
  return image
}

/** The picture with this content, or undefined. */
export async function findImageByHash(db: Db, fileHash: string): Promise<ListedImage | undefined> {
  return await selectImages(db).where('file_hash', '=', fileHash).executeTakeFirst()
}

/** The picture that lies at a path, or undefined. */
export async function findImageAt(db: Db, path: string): Promise<ListedImage | undefined> {
  return await selectImages(db).where('Path', '=', path).executeTakeFirst()
}

/** Whether an id is taken. */
export async function hasMediaId(db: Db, id: string): Promise<boolean> {
  return (await db.selectFrom('media').select('Id').where('Id', '=', id).executeTakeFirst()) !== undefined
}

/** Adds a row. */
export async function insertMedia(db: Db, media: Insertable<MediaTable>): Promise<void> {
  await db.insertInto('media').values(media).execute()
}

/** Says where a picture lies now. */
export async function moveMedia(db: Db, id: string, path: string): Promise<void> {
  await db.updateTable('media').set({ Path: path }).where('Id', '=', id).execute()
}

/** Videos that this content went into, the newest first. */
export async function listVideosMadeFrom(db: Db, inputHash: string, limit: number) {
  return await db
    .selectFrom('embedded_inputs')
    .innerJoin('videos', 'videos.file_hash', 'embedded_inputs.file_hash')
    .select(['videos.id', 'videos.name', 'videos.file_hash'])
    .distinct()
    .where('input_hash', '=', inputHash)
    .orderBy(sql`videos.rowid`, 'desc')
    .limit(limit)
    .execute()
}
