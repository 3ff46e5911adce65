import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Core } from '../../main/core.ts'
import { storedQuery } from '../../main/database/contents/find-content.ts'
import { candidatesQuery, unconfirmedQuery } from '../../main/database/contents/moved-locations.ts'
import { presentLocationsQuery } from '../../main/database/contents/present-locations.ts'
import { firstPathQuery } from '../../main/database/contents/volumes.ts'
import { unreadImagesQuery } from '../../main/database/images.ts'
import { openEntryQuery } from '../../main/database/journal/record-entry.ts'
import { tagsQuery } from '../../main/database/tags.ts'
import { overwrittenVideoQuery } from '../../main/database/versions.ts'
import { unreadQuery } from '../../main/database/videos/unread-facts.ts'
import { videoRecordQuery, videosQuery } from '../../main/database/videos.ts'
import type { VideoFilter } from '../../shared/contract/video-query.ts'
import { databaseOf } from '../support/database-of.ts'
import { openLibrary } from '../support/library.ts'
import { planOf } from '../support/plan.ts'

async function filledLibrary(): Promise<Core> {
  const { core } = await openLibrary()
  databaseOf(core).exec(`
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
    INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type)
    SELECT 'id' || i, 'Take ' || i, '/t/' || i, 'hash' || i, i, iif(i % 50, 'uploaded', 'generated') FROM n;
    INSERT INTO locations (path, file_hash, size_bytes, mtime_ms, sample_hash) SELECT file_path, file_hash, 1, 1, '' FROM videos;
    INSERT INTO jobs (id, kind, state, title, unit, owner, heartbeat_ms) SELECT id, 'import', 'done', '', 'files', '', 0 FROM videos LIMIT 500;
    INSERT INTO jobs (id, kind, state, title, unit, owner, heartbeat_ms) VALUES ('job', 'import', 'done', '', 'files', '', 0);
    INSERT INTO job_items (job_id, seq, path, outcome) SELECT 'job', size_bytes, name, iif(size_bytes % 50, 'added', 'failed') FROM videos;
    ANALYZE;`)
  return core
}

test('the grid reads videos in the order of the table, with no sort', async () => {
  const core = await filledLibrary()
  const stretch = { sort: 'added', order: 'desc', offset: 100, limit: 100 } as const
  const plan = planOf(core, videosQuery(core.db, {}, stretch))
  expect(plan).toContain('SCAN videos')
  expect(plan).toMatch(/SEARCH locations USING (INDEX|PRIMARY KEY)/)
  expect(plan).toContain('SEARCH tagged_videos USING PRIMARY KEY (video_id=?)')
  expect(plan).not.toContain('TEMP B-TREE')
  expect(planOf(core, videosQuery(core.db, {}, { ...stretch, order: 'asc' }))).not.toContain('TEMP B-TREE')
})

test('a video is found with its locations by their indexes', async () => {
  const core = await filledLibrary()
  const plan = planOf(core, videoRecordQuery(core.db, 'id7'))
  expect(plan).toMatch(/SEARCH videos USING INDEX \S+ \(id=\?\)/)
  expect(plan).toContain('SEARCH locations USING INDEX locations_by_file_hash (file_hash=?)')
  expect(plan.match(/SCAN \w+/g)).not.toContain('SCAN locations')
})

test('an import finds the rows of a content and of a path, and the video that it replaces, by indexes', async () => {
  const core = await filledLibrary()
  const [byHash, byPath] = [sql`file_hash = 'hash7'`, sql`file_path = '/t/7'`]
  for (const query of [
    storedQuery(byHash, byHash),
    storedQuery(byPath, sql`Path = '/t/7'`),
    overwrittenVideoQuery('/t/7'),
  ]) {
    const plan = planOf(core, query)
    expect(plan).not.toMatch(/SCAN (?!CONSTANT)(?!\(?subquery)/)
    expect(plan).not.toContain('MediaType')
  }
})

test('the locations of many paths are looked up by four keys each', async () => {
  const core = await filledLibrary()
  const plan = planOf(core, presentLocationsQuery(['/t/1', '/t/2']))
  // Once for videos, once for images.
  expect(plan.match(/SCAN \w+/g)).toEqual(['SCAN asked', 'SCAN asked'])
  expect(plan).toContain('SEARCH media USING INDEX media_by_content')
  expect(plan).not.toContain('TEMP B-TREE')
})

test('a moved file is found by its sample, and unconfirmed ones by their own index', async () => {
  const core = await filledLibrary()
  const looks = { size_bytes: 1, mtime_ms: 1, sample_hash: 'aa' }
  const plan = planOf(core, candidatesQuery([looks]))
  expect(plan).toContain('USING INDEX locations_by_sample (sample_hash=? AND size_bytes=? AND mtime_ms=?)')
  expect(plan.match(/SCAN \w+/g)).toEqual(['SCAN asked'])
  expect(planOf(core, unconfirmedQuery(core.db, '', 10))).toBe(
    'SEARCH locations USING INDEX locations_unconfirmed (path>?)',
  )
})

test('a source is found by its index, still with no sort', async () => {
  const core = await filledLibrary()
  const plan = planOf(
    core,
    videosQuery(core.db, { source_type: 'generated' }, { sort: 'added', order: 'desc', offset: 0, limit: 100 }),
  )
  expect(plan).toContain('SEARCH videos USING COVERING INDEX videos_by_source (source_type=?)')
  expect(plan).not.toContain('TEMP B-TREE')
})

const newest = { sort: 'added', order: 'desc', offset: 0, limit: 100 } as const

test('a search comes out of its index newest first, with no sort, whatever else narrows it', async () => {
  const core = await filledLibrary()
  for (const filter of [{ search: 'ta' }, { search: 'ta', codec: 'h264' }, { search: 'ta', model: 'veo' }]) {
    const plan = planOf(core, videosQuery(core.db, filter, newest))
    expect(plan).toMatch(/^CO-ROUTINE page\nSCAN video_search VIRTUAL TABLE INDEX \d+:M/)
    expect(plan).toContain('SEARCH videos USING INTEGER PRIMARY KEY')
    expect(plan).not.toContain('TEMP B-TREE')
  }
})

test.for<[VideoFilter, string]>([
  [{ model: 'veo' }, 'generation_by_model'],
  [{ provider: 'google' }, 'generation_by_provider'],
  [{ node_type: 'Veo3Video' }, 'associations_by_node_type'],
  [{ min_seconds: 1e6 }, 'videos_by_duration'],
  [{ min_rating: 5 }, 'videos_by_rating'],
  [{ tags: ['night', 'wide'] }, 'tagged_videos_by_tag'],
  [{ any_tags: ['night', 'wide'] }, 'tagged_videos_by_tag'],
])('%o: by index', async ([filter, index]) => {
  const core = await filledLibrary()
  expect(planOf(core, videosQuery(core.db, filter, newest))).toContain(index)
})

test.for([
  ['model:veo', 'generation_by_model'],
  ['provider:goo', 'generation_by_provider'],
  ['seed:118', 'generation_by_seed'],
  ['lora:film', 'generation_with_loras'],
  ['tag:night', 'tagged_videos_by_tag'],
  ['source:gen', 'videos_by_source'],
  ['codec:prores', 'videos_by_codec'],
  ['ratio:9:16', 'videos_by_aspect_ratio'],
  ['res:>=1080p', 'videos_by_resolution'],
  ['rating:>=5', 'videos_by_rating'],
  ['fps:24', 'videos_by_fps'],
  ['dur:>1h', 'videos_by_duration'],
  ['size:>1TB', 'videos_by_size'],
  ['date:2026-03-14', 'videos_by_created_at'],
  ['node:veo', 'associations_by_node_type'],
  ['label:speech', 'analysis_labels'],
  ['status:failed', 'media_by_status'],
  ['offline:yes', 'sqlite_autoindex_videos'],
])('the query %s: by index, and of other tables no row that does not match', async ([query, index]) => {
  const core = await filledLibrary()
  const filter = { query, offline_folders: ['/mnt/gone/'] }
  const plan = planOf(core, videosQuery(core.db, filter, newest))
  expect(plan).toContain(index)
  // Besides the videos that are tested in their order: lists of values, and steps of them.
  const scanned = plan.match(/SCAN \S+( USING INDEX generation_with_loras)?/g)
  const few = /SCAN (page|videos|json_each|workflows|labels|video_generation USING INDEX generation_with_loras)/
  expect(scanned?.filter((each) => !few.test(each))).toEqual([])
})

test('the disks of all paths are found by stepping through their index', async () => {
  const core = await filledLibrary()
  expect(planOf(core, firstPathQuery('/mnt/', '/mnt/x'))).toMatch(
    /^SEARCH videos USING COVERING INDEX sqlite_autoindex_videos_\d \(file_path>\? AND file_path<\?\)$/,
  )
})

test('words in a query come out of the search index newest first, as a search does, with words that are excluded', async () => {
  const core = await filledLibrary()
  for (const query of ['ta', '歩', 'ta -take', '(ta OR "take 7") -x', 'ta codec:h264', 'ta -model:veo']) {
    const plan = planOf(core, videosQuery(core.db, { query }, newest))
    expect(plan, query).toMatch(/^CO-ROUTINE page\nSCAN video_search VIRTUAL TABLE INDEX \d+:M/)
    expect(plan, query).not.toContain('TEMP B-TREE')
  }
})

test.for([
  ['name', 'videos_by_name'],
  ['duration', 'videos_by_duration'],
  ['size', 'videos_by_size'],
  ['pixels', 'videos_by_pixels'],
  ['codec', 'videos_by_codec'],
  ['aspect_ratio', 'videos_by_aspect_ratio'],
  ['source_type', 'videos_by_source'],
  ['rating', 'videos_by_rating'],
  ['provider', 'video_sort_keys_by_provider'],
  ['model', 'video_sort_keys_by_model'],
  ['workflow', 'video_sort_keys_by_workflow'],
  ['prompt', 'video_sort_keys_by_prompt'],
  ['seed', 'video_sort_keys_by_seed'],
  ['tags', 'video_sort_keys_by_tags'],
] as const)('sorted by %s: in the order of its index', async ([sort, index]) => {
  const core = await filledLibrary()
  const plan = planOf(core, videosQuery(core.db, {}, { ...newest, sort }))
  expect(plan).toContain(index)
  expect(plan).not.toContain('TEMP B-TREE')
})

test.for([
  ['a content', sql`SELECT id FROM videos WHERE file_hash = ${'x'} ORDER BY rowid LIMIT 1`, 'videos_by_file_hash'],
  ['a path', sql`SELECT id FROM videos WHERE file_path = ${'x'}`, 'sqlite_autoindex_videos_2'],
  [
    'the locations of a content',
    sql`SELECT * FROM locations WHERE file_hash = ${'x'} ORDER BY path`,
    'locations_by_file_hash',
  ],
  [
    'number and size by source',
    sql`SELECT source_type, count(*), sum(size_bytes) FROM videos GROUP BY source_type`,
    'COVERING INDEX videos_by_source_and_size',
  ],
  [
    'tags by how they begin',
    tagsQuery(undefined, 'ni', { offset: 0, limit: 10 }),
    'COVERING INDEX tagged_videos_by_tag (tag_key>?',
  ],
  ['videos to be probed', unreadQuery('', 100), 'USING INDEX videos_unread (id>?)'],
  ['images to be probed', unreadImagesQuery(7, 100), 'USING INDEX media_by_type (MediaType=? AND rowid>?)'],
  ['active jobs', sql`SELECT * FROM jobs WHERE state IN ('queued', 'running')`, 'jobs_active'],
  [
    'failed items',
    sql`SELECT * FROM job_items WHERE job_id = ${'x'} AND outcome = ${'failed'} ORDER BY seq`,
    'job_items_failed',
  ],
] as const)('%s: by index', async ([, query, index]) => {
  const core = await filledLibrary()
  expect(planOf(core, query)).toContain(index)
})

test('a change finds the entry of its step by the step, whichever authors the statistics know', async () => {
  const { core } = await openLibrary()
  databaseOf(core).exec(`
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)
    INSERT INTO journal (at, step, author) SELECT '2026-01-01 00:00:00', hex(randomblob(16)), 'other' FROM n;
    ANALYZE;`)
  const query = openEntryQuery({ id: 'step', author: 'window', user_id: null, action: 'videos.rate' })
  expect(planOf(core, query)).toBe('SEARCH journal USING INDEX journal_by_step (step=?)')
})
