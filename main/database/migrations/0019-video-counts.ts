import type { Database } from 'better-sqlite3'

const ownFacets = ['source_type', 'resolution', 'aspect_ratio', 'codec', 'rating'] as const

/** Facets whose values are in other tables, in the column of that name. */
const relatedFacets = {
  video_generation: ['provider', 'model'],
  workflow_videos: ['node_type', 'workflow_id'],
  tagged_videos: ['tag_key'],
} as const

type RelatedTable = keyof typeof relatedFacets
const relatedTables = Object.keys(relatedFacets) as RelatedTable[]

/** As a limited real number: a size of another program may be any value, and a sum of whole numbers may overflow. */
const sizeOf = (row: string) => `min(max(ifnull(CAST(${row}.size_bytes AS REAL), 0), 0), 1e15)`

/** The rowids of a block: the videos before a position in the order of the rowids are counted block by block. */
const blockOf = (row: string) => `${row}.rowid >> 12`

/** Returns a row for each thing that a row of `videos` counts for by itself. */
const ownRows = (row: string, sign: 1 | -1, from = '') =>
  [
    `SELECT 'videos' AS facet, '' AS value, ${sign} AS count, ${sign} * ${sizeOf(row)} AS size_bytes ${from}`,
    `SELECT 'block', ${blockOf(row)}, ${sign}, 0 ${from}`,
    ...ownFacets.map((facet) => {
      const size = facet === 'source_type' ? `${sign} * ${sizeOf(row)}` : '0'
      return `SELECT '${facet}', ${row}.${facet}, ${sign}, ${size} ${from}`
    }),
  ].join('\n UNION ALL ')

/** Returns a row for each value that a video has in other tables, once even if several of their rows have it. */
const relatedRows = (id: string, sign: 1 | -1, tables: readonly RelatedTable[] = relatedTables) =>
  tables
    .flatMap((table) =>
      relatedFacets[table].map(
        (facet) =>
          `SELECT DISTINCT '${facet}' AS facet, ${facet} AS value, ${sign} AS count, 0 AS size_bytes
           FROM ${table} WHERE video_id = ${id}`,
      ),
    )
    .join('\n UNION ALL ')

const isVideo = (id: string) => `EXISTS (SELECT 1 FROM videos WHERE videos.id = ${id})`

const add = (rows: string) => `INSERT INTO video_counts
  SELECT facet, value, count, size_bytes FROM (${rows}) WHERE value IS NOT NULL
  ON CONFLICT DO UPDATE SET count = count + excluded.count, size_bytes = size_bytes + excluded.size_bytes;`

/**
 * The number of videos in all (facet `videos`), in each block of 4096 rowids (`block`) and with each value of a facet,
 * and their size in all and by source. Triggers keep the counts, also for writes of other programs. A row of another
 * table counts if its video exists.
 */
export function up(database: Database): void {
  const ofTables = relatedTables.flatMap((table) =>
    relatedFacets[table].map(
      (facet) => `SELECT '${facet}', ${facet}, count(DISTINCT video_id), 0 FROM ${table}
        WHERE ${facet} IS NOT NULL AND ${isVideo('video_id')} GROUP BY ${facet}`,
    ),
  )
  database.exec(`
    CREATE TABLE video_counts (
      facet TEXT NOT NULL,
      value ANY NOT NULL,
      count INTEGER NOT NULL,
      size_bytes REAL NOT NULL,
      PRIMARY KEY (facet, value)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE replaced_video_counts (
      source TEXT NOT NULL,
      facet TEXT NOT NULL,
      value ANY NOT NULL,
      video_id ANY NOT NULL,
      size_bytes REAL NOT NULL,
      PRIMARY KEY (source, facet, value, video_id)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO video_counts
    SELECT facet, value, sum(count), sum(size_bytes) FROM (${ownRows('videos', 1, 'FROM videos')})
    WHERE value IS NOT NULL GROUP BY facet, value;
    INSERT INTO video_counts ${ofTables.join('\n UNION ALL ')};
    DELETE FROM video_search WHERE rowid NOT IN (SELECT rowid FROM videos);
    DELETE FROM video_sort_keys WHERE video_rowid NOT IN (SELECT rowid FROM videos);`)
  createTriggersOfVideos(database)
  for (const table of relatedTables) createTriggersOf(database, table)
}

/**
 * A `REPLACE` fires no trigger for the row that it deletes. What the rows that may be replaced count for is therefore
 * kept before an insert, and subtracted after it: the insert may also be ignored, as a whole. Their rows of the search
 * index and of the sort keys are deleted too, so that each video has one, and these can be counted without the videos.
 */
const keepReplaced = (source: string, rows: string) => `
  DELETE FROM replaced_video_counts WHERE source = '${source}';
  INSERT INTO replaced_video_counts (source, facet, value, video_id, size_bytes)
  SELECT '${source}', facet, value, video_id, size_bytes FROM (${rows}) WHERE value IS NOT NULL AND video_id IS NOT NULL;`

const subtractReplaced = (source: string, condition: string) => `
  UPDATE video_counts SET
    count = video_counts.count - replaced.count,
    size_bytes = video_counts.size_bytes - replaced.size_bytes
  FROM (
    SELECT facet, value, count(*) AS count, sum(size_bytes) AS size_bytes FROM replaced_video_counts
    WHERE source = '${source}' AND ${condition} GROUP BY facet, value
  ) AS replaced
  WHERE video_counts.facet = replaced.facet AND video_counts.value = replaced.value;`

const replacedRowids = `SELECT value FROM replaced_video_counts
  WHERE source = 'videos' AND facet = 'rowid' AND NOT EXISTS (SELECT 1 FROM videos WHERE videos.rowid = value)`

function createTriggersOfVideos(database: Database): void {
  const replaced = 'FROM videos AS replaced WHERE id = new.id OR file_path = new.file_path'
  const kept = [
    `SELECT 'videos' AS facet, '' AS value, id AS video_id, ${sizeOf('replaced')} AS size_bytes ${replaced}`,
    `SELECT 'block', ${blockOf('replaced')}, id, 0 ${replaced}`,
    `SELECT 'rowid', rowid, id, 0 ${replaced}`,
    ...ownFacets.map((facet) => {
      const size = facet === 'source_type' ? sizeOf('replaced') : '0'
      return `SELECT '${facet}', ${facet}, id, ${size} ${replaced}`
    }),
    ...relatedTables.flatMap((table) =>
      relatedFacets[table].map(
        (facet) => `SELECT DISTINCT '${facet}', ${facet}, video_id, 0 FROM ${table}
          WHERE video_id IN (SELECT id ${replaced})`,
      ),
    ),
  ].join('\n UNION ALL ')
  const columns = ['size_bytes', ...ownFacets]
  database.exec(`
    CREATE TRIGGER video_counts_insert_before BEFORE INSERT ON videos BEGIN ${keepReplaced('videos', kept)}
    END;
    CREATE TRIGGER video_counts_insert AFTER INSERT ON videos BEGIN
      ${subtractReplaced('videos', `(video_id = new.id OR NOT ${isVideo('video_id')})`)}
      ${add(`${ownRows('new', 1)} UNION ALL ${relatedRows('new.id', 1)}`)}
      DELETE FROM video_search WHERE rowid IN (${replacedRowids});
      DELETE FROM video_sort_keys WHERE video_rowid IN (${replacedRowids});
    END;
    CREATE TRIGGER video_counts_update AFTER UPDATE OF ${columns} ON videos BEGIN
      ${add(`${ownRows('old', -1)} UNION ALL ${ownRows('new', 1)}`)}
    END;
    CREATE TRIGGER video_counts_update_id AFTER UPDATE OF id ON videos WHEN new.id IS NOT old.id BEGIN
      ${add(`${relatedRows('old.id', -1)} UNION ALL ${relatedRows('new.id', 1)}`)}
    END;
    CREATE TRIGGER video_counts_delete BEFORE DELETE ON videos BEGIN
      ${add(`${ownRows('old', -1)} UNION ALL ${relatedRows('old.id', -1)}`)}
    END;`)
}

function createTriggersOf(database: Database, table: RelatedTable): void {
  const facets = relatedFacets[table]
  const kept = facets.map(
    (facet) => `SELECT DISTINCT '${facet}' AS facet, ${facet} AS value, video_id, 0 AS size_bytes FROM ${table}
      WHERE video_id = new.video_id AND ${isVideo('new.video_id')}`,
  )
  const count = (facet: string, row: string) =>
    `(SELECT count(*) FROM ${table} WHERE video_id = ${row}.video_id AND ${facet} = ${row}.${facet})`
  const lost = (facet: string) => `SELECT '${facet}' AS facet, old.${facet} AS value, -1 AS count, 0 AS size_bytes
    WHERE ${isVideo('old.video_id')} AND ${count(facet, 'old')} = 0`
  const isChanged = (facet: string) => `(new.video_id IS NOT old.video_id OR new.${facet} IS NOT old.${facet})`
  const changed = facets.flatMap((facet) => [
    `${lost(facet)} AND ${isChanged(facet)}`,
    `SELECT '${facet}', new.${facet}, 1, 0
     WHERE ${isVideo('new.video_id')} AND ${count(facet, 'new')} = 1 AND ${isChanged(facet)}`,
  ])
  database.exec(`
    CREATE TRIGGER video_counts_${table}_insert_before BEFORE INSERT ON ${table} BEGIN
      ${keepReplaced(table, kept.join('\n UNION ALL '))}
    END;
    CREATE TRIGGER video_counts_${table}_insert AFTER INSERT ON ${table} WHEN ${isVideo('new.video_id')} BEGIN
      ${subtractReplaced(table, 'video_id = new.video_id')}
      ${add(relatedRows('new.video_id', 1, [table]))}
    END;
    CREATE TRIGGER video_counts_${table}_update AFTER UPDATE OF video_id, ${facets} ON ${table} BEGIN
      ${add(changed.join('\n UNION ALL '))}
    END;
    CREATE TRIGGER video_counts_${table}_delete AFTER DELETE ON ${table} BEGIN
      ${add(facets.map(lost).join('\n UNION ALL '))}
    END;`)
}
