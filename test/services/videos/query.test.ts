import { beforeEach, expect, test } from 'vitest'
import type { Core } from '../../../main/core.ts'
import type { Client } from '../../../shared/contract/index.ts'
import { perceptualHashVersion } from '../../../shared/duplicates/perceptual-hash.ts'
import { databaseOf } from '../../support/database-of.ts'
import { openLibrary } from '../../support/library.ts'

let core: Core
let client: Client

/** Written as another program would: plain statements on the shared tables. */
const rows = `
  INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type, duration_seconds, resolution, aspect_ratio, codec, fps, audio_codec, rating, created_at)
  VALUES
    ('ferry', 'Ferry leaves at dusk', '/takes/ComfyUI_00042_.mp4', 'a', 30000000, 'generated', 8.04, '1280x720', '16:9', 'h264', 24, 'aac', 4, '2026-03-14 23:59:59'),
    ('lamp', 'Über den Dächern', '/mnt/gone/lamp-seed118.mov', 'b', 10000000, 'uploaded', 61, '1080x1920', '9:16', 'prores', 23.98, NULL, NULL, '2026-03-15 00:00:00'),
    ('bare', '東京の夜景 が', '/takes/o''brien.webm', 'c', 20, 'stitched', NULL, NULL, NULL, NULL, NULL, NULL, 2, NULL);
  INSERT INTO video_generation (video_id, provider, model, prompt, generation_params) VALUES
    ('ferry', 'google', 'veo-3.0', 'A ferry pulls away, lanterns on the water', '{"seed":118,"loras":[{"name":"Film Grain","strength":1}]}'),
    ('lamp', 'local', 'Wan2.2-T2V', 'a lamp', '{"seed":"18446744073709551615"}');
  INSERT INTO tagged_videos (video_id, tag_key, tag) VALUES ('ferry', 'nacht übung', 'Nacht Übung'), ('lamp', 'night', 'night');
  INSERT INTO workflows (id, name, definition) VALUES ('w1', 'Episode génération', '{}'), ('w2', 'Trailer', '{}');
  INSERT INTO workflow_videos (workflow_id, video_id, node_id, node_type, role) VALUES
    ('w1', 'ferry', 'n3', 'Veo3Video', 'output'), ('w1', 'lamp', 'n4', 'VideoStitcher', 'input'),
    ('w2', 'ferry', 'n9', 'VideoStitcher', 'input');
  INSERT INTO analysis_jobs (file_path, file_hash, config_hash, ranges, created_at) VALUES
    ('/takes/ComfyUI_00042_.mp4', 'sha256:a', 'x', '[{"start":0,"end":1,"label":"Speech"}]', 1),
    ('/takes/o''brien.webm', 'sha256:before', 'x', '[]', 1);
  INSERT INTO media (Id, Name, Path, MediaType, MediaStatus, file_hash) VALUES
    ('m1', 'ferry.mp4', '/takes/ComfyUI_00042_.mp4', 'Video', 6, 'a'), ('m2', 'x.png', '/x.png', 'Image', 6, 'i');
  INSERT INTO embedded_readings (file_hash, parser_version, ai_evidence, ai_kinds) VALUES
    ('a', 5, NULL, NULL), ('b', 5, 'Content credentials state it.', 'credentials graph');
  INSERT INTO locations (path, file_hash, size_bytes, mtime_ms, sample_hash) VALUES ('/takes/o''brien.webm', 'c', 20, 1, 's');
  INSERT INTO perceptual_hashes (file_hash, version, hash) VALUES
    ('a', ${perceptualHashVersion}, '00ff00ff00ff00ff'), ('b', ${perceptualHashVersion}, '00ff00ff00ff00fe'),
    ('c', ${perceptualHashVersion}, 'ff00ff00ff00ff00');`

const queries: [string, string[]][] = [
  ['', ['bare', 'lamp', 'ferry']],
  ['ferry DUSK', ['ferry']],
  ['"leaves at"', ['ferry']],
  ['"at leaves"', []],
  ['uber dachern', ['lamp']],
  ['-ferry', ['bare', 'lamp']],
  ['lamp -trailer', ['lamp']],
  ['episode -"leaves at dusk"', ['lamp']],
  ['ferry OR 東京', ['bare', 'ferry']],
  ['(ferry OR lamp) -seed118', ['ferry']],
  ['ferry OR codec:prores', ['lamp', 'ferry']],
  ['-(ferry OR codec:prores)', ['bare']],
  ['model:wan', ['lamp']],
  ['model:"wan"', []],
  ['model:"VEO-3.0" provider:goo', ['ferry']],
  ['-model:wan', ['bare', 'ferry']],
  ['seed:118', ['ferry']],
  ['seed:11', []],
  ['seed:18446744073709551615', ['lamp']],
  ['lora:film', ['ferry']],
  ['tag:nacht', ['ferry']],
  ['tag:"NACHT ubung" OR tag:night', ['lamp', 'ferry']],
  ['rating:>=3', ['ferry']],
  ['rating:2', ['bare']],
  ['source:generated', ['ferry']],
  ['res:>=1080p', ['lamp']],
  ['res:720p', ['ferry']],
  ['res:1080x1920', ['lamp']],
  ['ratio:9:16', ['lamp']],
  ['fps:23.976', ['lamp']],
  ['dur:8', ['ferry']],
  ['dur:5..10', ['ferry']],
  ['dur:>1m', ['lamp']],
  ['size:>20MB', ['ferry']],
  ['size:..10MB', ['bare', 'lamp']],
  ['date:2026-03-14', ['ferry']],
  ['date:>2026-03-14', ['lamp']],
  ['date:2026', ['lamp', 'ferry']],
  ['date:1d', []],
  ['workflow:generation', ['lamp', 'ferry']],
  ['workflow:"w2"', ['ferry']],
  ['workflow:episode role:input', ['lamp']],
  ['node:stitch', ['lamp', 'ferry']],
  ['role:output', ['ferry']],
  ['has:rating', ['bare', 'ferry']],
  ['-has:generation', ['bare']],
  ['has:sound', ['ferry']],
  ['has:analysis', ['ferry']],
  ['label:speech', ['ferry']],
  ['status:failed', ['ferry']],
  ['-status:failed', ['bare', 'lamp']],
  ['ai:yes', ['lamp', 'ferry']],
  ['ai:no', ['bare']],
  ['ai:graph', ['lamp']],
  ['-ai:credentials', ['bare', 'ferry']],
  ['ai:label', []],
  ['ai:statement', ['ferry']],
  ['offline:yes', ['lamp']],
  ['-offline:yes', ['bare', 'ferry']],
  ['near:ferry', ['lamp', 'ferry']],
  ['near:ferry -near:nothing', ['lamp', 'ferry']],
]

beforeEach(async () => {
  const library = await openLibrary()
  core = library.core
  client = library.client
  databaseOf(core).exec(rows)
})

test('a query finds the same by SQL, by the index in memory, in any order and page by page', async () => {
  for (const isIndexed of [false, true]) {
    if (isIndexed) await core.facets.prepare()
    for (const [query, found] of queries) {
      const { items, total } = await client.videos.list({ query })
      expect(
        items.map(({ id }) => id),
        query,
      ).toEqual(found)
      expect(total, query).toBe(found.length)
      expect(await client.videos.ids({ query, order: 'asc' }), query).toEqual(found.toReversed())
      expect(await client.videos.ids({ query, offset: 1, limit: 1 }), query).toEqual(found.slice(1, 2))
      expect((await client.videos.ids({ query, sort: 'name' })).toSorted(), query).toEqual(found.toSorted())
      const [first] = found
      if (first !== undefined) {
        expect(await client.videos.ids({ query, after: first }), query).toEqual(found.slice(1))
        const place = await client.videos.neighbours({ query, id: first })
        expect(place, query).toEqual({ position: 1, total: found.length, previous: null, next: found[1] ?? null })
      }
    }
  }
})

test('takes with analyses of a file that was changed since are stale', async () => {
  // A list would check the files, which are missing here.
  for (const query of ['stale:yes', '-stale:no', 'stale:yes has:rating', '-(stale:no OR ferry)'])
    expect(await client.videos.count({ query }), query).toEqual({ total: 1 })
  expect(await client.videos.count({ query: 'stale:no has:rating' })).toEqual({ total: 1 })
})

test('a query and the fields of a filter narrow each other, and facets leave out their own field', async () => {
  expect((await client.videos.list({ query: 'dur:>1', codec: 'h264' })).total).toBe(1)
  expect((await client.videos.list({ query: 'ferry', search: 'dusk' })).total).toBe(1)
  expect((await client.videos.list({ query: 'ferry', search: 'lamp' })).total).toBe(0)
  const facets = await client.videos.facets({ query: 'codec:h264 has:generation' })
  expect(facets.codec.map(({ value }) => value)).toEqual(['h264', 'prores'])
  expect(facets.model).toEqual([{ value: 'veo-3.0', count: 1 }])
})

test('a text that is no query is refused with its position', async () => {
  await expect(client.videos.list({ query: 'ferry rating:9' })).rejects.toMatchObject({
    code: 'BAD_INPUT',
    message: 'query: rating must be a whole number from 1 to 5, such as “>=4”. (at character 14)',
    data: { fields: ['query'] },
  })
})
