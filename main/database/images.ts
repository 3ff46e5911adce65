import { type Insertable, type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Image, ImageFilter, ImageSort } from '../../shared/contract/images.ts'
import type { LinkEvidence } from '../../shared/contract/lineage.ts'
import { RushesError } from '../../shared/errors.ts'
import { statedAsGenerated } from '../../shared/generation/ai-evidence.ts'
import type { SortOrder } from '../../shared/sort-order.ts'
import { absolute } from './caches/cache-state.ts'
import type { Db, WritableDb } from './connection/connection.ts'
import { type KeyedList, readPage, type Segment, wholeList } from './connection/keyset.ts'
import { allOf, contains, countRows, type Page } from './connection/query-parts.ts'
import { imagesWithEvidence } from './embedded/ai-filter.ts'
import { resolvedInputs } from './embedded/links.ts'
import { imagesOfQuery } from './images/image-condition.ts'
import type { MediaRow, Tables } from './tables.ts'

export interface ImagePage extends Page, ImageFilter {
  sort?: ImageSort
  order: SortOrder
}

/** Columns of other tables as JSON arrays. */
interface Packed {
  generation: string | null
  marks: string | null
  tags: string
}
type SelectedImage = Omit<Image, 'provider' | 'model' | 'seed' | 'prompt' | 'rating' | 'colour' | 'note' | 'tags'> &
  Packed

function unpacked({ generation, marks, tags, ...row }: SelectedImage): Image {
  type Texts = (string | null)[]
  const [provider = null, model = null, seed = null, prompt = null] = JSON.parse(generation ?? '[]') as Texts
  const [rating = null, colour = null, note = null] = JSON.parse(marks ?? '[]') as [number?, Image['colour']?, string?]
  return { ...row, provider, model, seed, prompt, rating, colour, note, tags: JSON.parse(tags) as string[] }
}

/** Selects the images whose content is known. Rows without a hash belong to other programs. */
function selectHashed(db: Db) {
  return db.selectFrom('media').where('MediaType', '=', 'Image').where('file_hash', 'is not', null)
}

function selectImages(db: Db) {
  return selectHashed(db)
    .select(['Id as id', 'Name as name', 'Path as path', 'size_bytes', 'width', 'height', 'codec', 'created_at'])
    .select(sql<string>`file_hash`.as('file_hash'))
    .select(sql<number | null>`CAST(MediaStatus AS INTEGER)`.as('media_status'))
    .select(
      sql<string | null>`(SELECT missing_since FROM locations WHERE path = ${absolute(sql`media.Path`)})`.as(
        'missing_since',
      ),
    )
    .select(
      sql<string | null>`coalesce(
        (SELECT ai_evidence FROM embedded_readings WHERE embedded_readings.file_hash = media.file_hash),
        iif(EXISTS (SELECT 1 FROM image_generation WHERE image_generation.file_hash = media.file_hash),
          ${sql.lit(statedAsGenerated)}, NULL))`.as('ai_evidence'),
    )
    .select([
      stated(sql`json_array(CAST(provider AS TEXT), CAST(model AS TEXT), ${seed}, CAST(prompt AS TEXT))`).as(
        'generation',
      ),
      workflowName.as('workflow'),
      marked(sql`json_array(rating, colour, note)`).as('marks'),
      sql<string>`(SELECT json_group_array(tag) FROM tagged_images AS own WHERE own.file_hash = media.file_hash)`.as(
        'tags',
      ),
    ])
}

/** An expression over the generation details of an image. */
const stated = (value: RawBuilder<unknown>) => sql<string | null>`(
  SELECT ${value} FROM image_generation WHERE image_generation.file_hash = media.file_hash)`
const seed = sql`CAST(json_extract(CASE WHEN json_valid(generation_params) THEN generation_params END, '$.seed') AS TEXT)`
/** An expression over the rating, the colour and the note of an image. */
const marked = (value: RawBuilder<unknown>) => sql<string | null>`(
  SELECT ${value} FROM image_notes WHERE image_notes.file_hash = media.file_hash)`
const workflowName = sql<string | null>`(
  SELECT min(workflows.name) FROM workflow_images AS own JOIN workflows ON workflows.id = own.workflow_id
  WHERE own.file_hash = media.file_hash)`

/** Values that each order compares; none for the order of import. */
const sortKeys: Record<Exclude<ImageSort, 'added'>, RawBuilder<unknown>> = {
  name: sql`media.Name COLLATE NOCASE`,
  pixels: sql`media.width * media.height`,
  codec: sql`media.codec`,
  size: sql`media.size_bytes`,
  rating: marked(sql`rating`),
  tags: sql`(SELECT group_concat(tag, ', ') FROM tagged_images AS own WHERE own.file_hash = media.file_hash) COLLATE NOCASE`,
  model: sql`${stated(sql`model`)} COLLATE NOCASE`,
  provider: sql`${stated(sql`provider`)} COLLATE NOCASE`,
  prompt: sql`${stated(sql`prompt`)} COLLATE NOCASE`,
  seed: stated(sql`CAST(${seed} AS NUMERIC)`),
  workflow: sql`${workflowName} COLLATE NOCASE`,
  colour: marked(sql`colour`),
  status: sql`CAST(MediaStatus AS INTEGER)`,
  path: sql`media.Path COLLATE NOCASE`,
}

/** Returns the order of a list; images without a value come first or last, as null is less than all values. */
function listOfImages({ sort = 'added', order }: Pick<ImagePage, 'sort' | 'order'>): KeyedList {
  return {
    ...{ key: sort === 'added' ? undefined : sortKeys[sort], last: sql`media.rowid`, order },
    row: (id) => sql`media WHERE Id = ${id}`,
  }
}

function matches({ query, search = '', model, ai }: ImageFilter): RawBuilder<SqlBool> {
  const words = search.split(/\s+/).filter((word) => word !== '')
  const text = sql<string>`concat_ws(' ', Name, ${stated(sql`prompt`)}, ${stated(sql`model`)})`
  const conditions = words.map((word) => contains(text, word))
  if (query !== undefined) conditions.push(...imagesOfQuery(query))
  if (model !== undefined) conditions.push(sql`${stated(sql`model`)} = ${model}`)
  if (ai !== undefined) conditions.push(imagesWithEvidence(ai))
  return allOf(conditions)
}

/** Returns the query of `listImages`, or of one segment of a page after a row. */
export function imagesQuery(db: Db, page: ImagePage, segment = wholeList(listOfImages(page))) {
  const { sort = 'added', offset, limit } = page
  const ordered = selectImages(db).orderBy(segment.order)
  if (sort === 'added') return ordered.where(conditionOf(page, segment)).limit(limit).offset(offset)
  // SQLite would read all columns of all images to sort them.
  return ordered.where(sql<SqlBool>`media.rowid IN (${pageOf(db, page, segment).select(sql`media.rowid`.as('rowid'))})`)
}

/** Selects the rows of a page. */
function pageOf(db: Db, page: ImagePage, segment: Segment) {
  const { offset, limit } = page
  return selectHashed(db).where(conditionOf(page, segment)).orderBy(segment.order).limit(limit).offset(offset)
}

const conditionOf = (filter: ImageFilter, { condition }: Segment) => sql<SqlBool>`${matches(filter)} AND ${condition}`

/** Lists a page of the images, by default in the order in which they were imported. */
export async function listImages(db: Db, page: ImagePage): Promise<Image[]> {
  const rows = await readPage(db, listOfImages(page), page, (segment, rest) =>
    imagesQuery(db, { ...page, ...rest }, segment).execute(),
  )
  return rows.map(unpacked)
}

/** Lists the ids of the same page. */
export async function listImageIds(db: Db, page: ImagePage): Promise<string[]> {
  const rows = await readPage(db, listOfImages(page), page, (segment, rest) =>
    pageOf(db, { ...page, ...rest }, segment)
      .select('Id')
      .execute(),
  )
  return rows.map(({ Id }) => Id)
}

/** Counts the images that were imported before this one. */
export async function rankOfImage(db: Db, id: string): Promise<number> {
  return await countRows(selectHashed(db).where(sql<SqlBool>`rowid < (SELECT rowid FROM media WHERE Id = ${id})`))
}

/** Counts the images that a filter lets through. */
export async function countImages(db: Db, filter: ImageFilter = {}): Promise<number> {
  return await countRows(selectHashed(db).where(matches(filter)))
}

/** Lists the models that made images, by name. */
export async function listImageModels(db: Db): Promise<{ model: string; count: number }[]> {
  const { rows } = await sql<{ model: string; count: number }>`
    SELECT model, count(*) AS count FROM image_generation
      JOIN media ON media.file_hash = image_generation.file_hash AND +media.MediaType = 'Image'
    WHERE model <> '' GROUP BY model ORDER BY model COLLATE NOCASE`.execute(db)
  return rows
}

/** Returns the image with this id. @throws RushesError NOT_FOUND */
export async function requireImage(db: Db, id: string): Promise<Image> {
  const image = await selectImages(db).where('Id', '=', id).executeTakeFirst()
  if (!image) throw new RushesError('NOT_FOUND', `Image not found: ${id}.`)
  return unpacked(image)
}

/** Returns the image with this content, or undefined. */
export async function findImageByHash(db: Db, fileHash: string): Promise<Image | undefined> {
  const image = await selectImages(db).where('file_hash', '=', fileHash).executeTakeFirst()
  return image && unpacked(image)
}

/** Returns the image that is shown from `path`, or undefined. */
export async function findImageAt(db: Db, path: string): Promise<Image | undefined> {
  const image = await selectImages(db).where('Path', '=', path).executeTakeFirst()
  return image && unpacked(image)
}

/** Tests whether an id exists, also in rows of other programs. */
export async function hasImageId(db: Db, id: string): Promise<boolean> {
  return (await db.selectFrom('media').select('Id').where('Id', '=', id).executeTakeFirst()) !== undefined
}

/** Adds an image. */
export async function insertImage(db: WritableDb, media: Insertable<Tables['media']>): Promise<void> {
  await db.insertInto('media').values(media).execute()
}

/** Changes the path that an image is shown from. */
export async function setImagePath(db: WritableDb, id: string, path: string): Promise<void> {
  await db.updateTable('media').set({ Path: path }).where('Id', '=', id).execute()
}

/** Lists the videos that were made from this content, as is proven or was told, the newest first. */
export async function listVideosMadeFrom(db: Db, inputHash: string, limit: number): Promise<VideoMadeFrom[]> {
  const { rows } = await sql<VideoMadeFrom>`
    SELECT videos.id, videos.name, videos.file_hash, min(evidence) AS evidence
    FROM ${resolvedInputs('input_hash', [inputHash])} AS inputs JOIN videos ON videos.file_hash = inputs.file_hash
    WHERE evidence <> 'likely' GROUP BY videos.id ORDER BY videos.rowid DESC LIMIT ${limit}`.execute(db)
  return rows
}

interface VideoMadeFrom {
  id: string
  name: string
  file_hash: string
  evidence: LinkEvidence
}

/** An image whose file has not been probed, because another program recorded it. */
interface UnreadImage {
  id: string
  /** The last row of a page, for the next one. */
  cursor: number
  name: string
  file_path: string
  file_hash: string
}

/** Returns the query of `listUnreadImages`. */
export function unreadImagesQuery(after: number, limit: number) {
  return sql<UnreadImage>`
    SELECT Id AS id, rowid AS cursor, Name AS name, Path AS file_path, file_hash FROM media INDEXED BY media_by_type
    WHERE MediaType = 'Image' AND file_hash IS NOT NULL AND codec IS NULL AND rowid > ${after} AND NOT EXISTS (
      SELECT 1 FROM locations
      WHERE locations.path = ${absolute(sql`media.Path`)} AND locations.missing_since IS NOT NULL)
    ORDER BY rowid LIMIT ${limit}`
}

/** Lists images that were not probed and whose file is not known as missing, oldest first, after a cursor. */
export async function listUnreadImages(db: Db, after: number, limit: number): Promise<UnreadImage[]> {
  return (await unreadImagesQuery(after, limit).execute(db)).rows
}

/** Returns the cursor of the newest image. */
export async function newestMediaRow(db: Db): Promise<number> {
  const { rows } = await sql<{ newest: number | null }>`SELECT max(rowid) AS newest FROM media`.execute(db)
  return rows[0]?.newest ?? 0
}

/** Fills in the facts that an image lacks, in own columns; those that another program recorded stay. */
export async function fillImageFacts(
  db: Db,
  id: string,
  { size_bytes, width, height, codec }: Pick<MediaRow, 'size_bytes' | 'width' | 'height' | 'codec'>,
): Promise<void> {
  await sql`
    UPDATE media SET size_bytes = ifnull(size_bytes, ${size_bytes}), width = ifnull(width, ${width}),
      height = ifnull(height, ${height}), codec = ifnull(codec, ${codec})
    WHERE Id = ${id}`.execute(db)
}
