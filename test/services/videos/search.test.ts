import { beforeEach, expect, test } from 'vitest'
import type { Core } from '../../../main/core.ts'
import type { Client } from '../../../shared/contract/index.ts'
import type { VideoFilter, VideoSort } from '../../../shared/contract/video-query.ts'
import { databaseOf } from '../../support/database-of.ts'
import { openLibrary } from '../../support/library.ts'

let core: Core
let client: Client

/** Written as another program would: plain statements on the shared tables. */
const rows = `
  INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type, duration_seconds, resolution, aspect_ratio, codec, width, height, created_at)
  VALUES
    ('ferry', 'Ferry leaves at dusk', '/takes/ComfyUI_00042_.mp4', 'a', 30, 'generated', 8, '1280x720', '16:9', 'h264', 1280, 720, '2026-03-14 23:59:59'),
    ('lamp', 'Über den Dächern', 'C:\\renders\\lamp-seed118.mov', 'b', 10, 'uploaded', 61, '720x1280', '9:16', 'prores', 720, 1280, '2026-03-15 00:00:00'),
    ('bare', '东京 夜景を歩くCafé人々', '/takes/o''brien "x" 100%.webm', 'c', 20, 'stitched', NULL, NULL, NULL, NULL, NULL, NULL, NULL);
  INSERT INTO video_generation (video_id, provider, model, prompt, generation_params) VALUES
    ('ferry', 'google', 'veo-3.0', 'A ferry pulls away, lanterns on the water', '{"seed": 9}'),
    ('lamp', 'openai', 'sora-2', 'a lamp', '{"seed": "118"}');
  INSERT INTO tagged_videos (video_id, tag_key, tag) VALUES ('ferry', 'night', 'Night'), ('lamp', 'wide', 'wide'), ('lamp', 'dim', 'dim');
  INSERT INTO workflows (id, name, definition) VALUES ('w1', 'Episode generation', '{}'), ('w2', 'Trailer', '{}');
  INSERT INTO workflow_videos (workflow_id, video_id, node_id, node_type, role) VALUES
    ('w1', 'ferry', 'n3', 'Veo3Video', 'output'), ('w1', 'lamp', 'n4', 'VideoStitcher', 'input'),
    ('w2', 'ferry', 'n9', 'VideoStitcher', 'input');`

beforeEach(async () => {
  const library = await openLibrary()
  core = library.core
  client = library.client
  databaseOf(core).exec(rows)
})

async function idsOf(filter: VideoFilter & { sort?: VideoSort; order?: 'asc' | 'desc' }): Promise<string[]> {
  const { items, total } = await client.videos.list(filter)
  const ids = items.map(({ id }) => id)
  expect(total).toBe(ids.length)
  expect(await client.videos.ids(filter)).toEqual(ids)
  return ids
}

test.for([
  ['a word of the name, any case', 'FERRY', ['ferry']],
  ['beginnings of words', 'fer du', ['ferry']],
  ['a word of the prompt', 'lanterns', ['ferry']],
  ['words from name, prompt and workflow together', 'dusk water episode', ['ferry']],
  ['the name of a workflow', 'episode', ['lamp', 'ferry']],
  ['the file name', 'comfyui 00042', ['ferry']],
  ['the file name of a Windows path', 'seed118', ['lamp']],
  ['a folder is no file name', 'renders', []],
  ['letters without their marks', 'uber dachern', ['lamp']],
  ['letters with them', 'Dächern', ['lamp']],
  ['letters in the other Unicode form', 'Da\u0308chern', ['lamp']],
  ['another script', '东京', ['bare']],
  ['one character within a text without spaces', '歩', ['bare']],
  ['a part of such a text, kana and all', '景を歩', ['bare']],
  ['its end, and Latin letters in it', 'caf 人々', ['bare']],
  ['both in one word', 'くcafe人', ['bare']],
  ['characters in another order', '歩を', []],
  ['quotes and signs', `o'brien "x" 100%`, ['bare']],
  ['operators are words', 'ferry OR lamp', []],
  ['a star is no operator', '*', []],
  ['signs alone find nothing', '"" ()', []],
  ['blanks are no search', '  ', ['bare', 'lamp', 'ferry']],
  ['a column name is no filter', 'name:ferry', []],
] as const)('the search finds by %s', async ([, search, found]) => {
  expect(await idsOf({ search })).toEqual(found)
})

test.for([
  [{ source_type: 'stitched' }, ['bare']],
  [{ workflow_id: 'w1' }, ['lamp', 'ferry']],
  [{ node_type: 'VideoStitcher' }, ['lamp', 'ferry']],
  [{ role: 'output' }, ['ferry']],
  [{ workflow_id: 'w1', node_type: 'VideoStitcher' }, ['lamp']],
  [{ workflow_id: 'w1', role: 'input' }, ['lamp']],
  [{ provider: 'google' }, ['ferry']],
  [{ model: 'sora-2' }, ['lamp']],
  [{ provider: 'google', model: 'sora-2' }, []],
  [{ resolution: '720x1280' }, ['lamp']],
  [{ aspect_ratio: '16:9', codec: 'h264' }, ['ferry']],
  [{ min_seconds: 8, max_seconds: 8 }, ['ferry']],
  [{ min_seconds: 9 }, ['lamp']],
  [{ to_day: '2026-03-14' }, ['ferry']],
  [{ from_day: '2026-03-15', to_day: '2026-03-15' }, ['lamp']],
  [{ has_generation: false }, ['bare']],
  [{ has_generation: true, search: 'lamp' }, ['lamp']],
  [{ search: 'episode', role: 'output' }, ['ferry']],
] satisfies [VideoFilter, string[]][])('filters combine: %o', async ([filter, found]) => {
  expect(await idsOf(filter)).toEqual(found)
})

test.for([
  ['added', ['ferry', 'lamp', 'bare']],
  ['name', ['ferry', 'lamp', 'bare']],
  ['duration', ['bare', 'ferry', 'lamp']],
  ['size', ['lamp', 'bare', 'ferry']],
  ['pixels', ['bare', 'ferry', 'lamp']],
  ['codec', ['bare', 'ferry', 'lamp']],
  ['source_type', ['ferry', 'bare', 'lamp']],
  ['model', ['bare', 'lamp', 'ferry']],
  ['provider', ['bare', 'ferry', 'lamp']],
  ['workflow', ['bare', 'ferry', 'lamp']],
  ['aspect_ratio', ['bare', 'ferry', 'lamp']],
  ['prompt', ['bare', 'ferry', 'lamp']],
  ['seed', ['bare', 'ferry', 'lamp']],
  ['tags', ['bare', 'lamp', 'ferry']],
] satisfies [VideoSort, string[]][])('sorted by %s, both ways, found or not', async ([sort, up]) => {
  expect(await idsOf({ sort, order: 'asc' })).toEqual(up)
  expect(await idsOf({ sort, order: 'desc' })).toEqual([...up].reverse())
  const found = up.filter((id) => id !== 'bare')
  expect(await idsOf({ sort, order: 'asc', search: 'episode' })).toEqual(found)
})

test('what can be narrowed to is counted as if that filter were off, under all others', async () => {
  const facets = await client.videos.facets({ codec: 'h264' })
  expect(facets.codec).toEqual(expect.arrayContaining([{ value: 'prores', count: 1 }]))
  expect(facets.resolution).toEqual([{ value: '1280x720', count: 1 }])
  expect(facets.model).toEqual([{ value: 'veo-3.0', count: 1 }])
  expect(facets.workflow_id).toEqual(expect.arrayContaining([{ value: 'w2', name: 'Trailer', count: 1 }]))
  expect((await client.videos.facets({ search: 'episode' })).node_type).toEqual([
    { value: 'VideoStitcher', count: 2 },
    { value: 'Veo3Video', count: 1 },
  ])
})

test('what changes is found by its new words only, whoever changes it and however', async () => {
  const database = databaseOf(core)
  database.exec(`
    UPDATE videos SET name = 'Harbour' WHERE id = 'ferry';
    UPDATE workflows SET name = 'Pilot' WHERE id = 'w1';
    REPLACE INTO video_generation (video_id, provider, model, prompt) VALUES ('lamp', 'openai', 'sora-2', 'a lighthouse');
    DELETE FROM workflow_videos WHERE workflow_id = 'w1' AND video_id = 'lamp'`)
  expect(await idsOf({ search: 'leaves' })).toEqual([])
  expect(await idsOf({ search: 'harbour pilot' })).toEqual(['ferry'])
  database.exec(`
    UPDATE workflows SET name = '港町の夜' WHERE id = 'w2';
    UPDATE videos SET file_path = '/takes/雨の道.mp4' WHERE id = 'lamp';
    INSERT INTO tagged_videos (video_id, tag_key, tag) VALUES ('lamp', '夜間撮影', '夜間撮影')`)
  for (const query of ['町の夜', '"町の"', 'の -撮影', '港 OR 雨の道x'])
    expect(await idsOf({ query }), query).toEqual(['ferry'])
  expect(await idsOf({ query: '間 の' })).toEqual(['lamp'])
  expect(await client.verification.invariants({})).toMatchObject({ violations: [] })
  expect(await idsOf({ search: 'pilot' })).toEqual(['ferry'])
  expect(await idsOf({ search: 'lighthouse' })).toEqual(['lamp'])
  await client.videos.remove({ ids: ['lamp'] })
  expect(await idsOf({ search: 'lighthouse' })).toEqual([])
  await client.videos.restore({ ids: ['lamp'] })
  expect(await idsOf({ search: 'lighthouse' })).toEqual(['lamp'])
  database.exec(`
    REPLACE INTO videos (id, name, file_path, file_hash, size_bytes, source_type) VALUES ('bare', 'Quay', '/q.mp4', 'c', 1, 'uploaded');
    DELETE FROM video_generation WHERE video_id = 'ferry'; DELETE FROM workflows WHERE id = 'w2'`)
  expect(await idsOf({ search: 'quay' })).toEqual(['bare'])
  expect(await idsOf({ search: '东京' })).toEqual([])
  expect(await idsOf({ search: 'lanterns' })).toEqual([])
  expect(await idsOf({ search: 'trailer' })).toEqual([])
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
})

test.for([
  [{ role: 'director' }, 'role'],
  [{ min_seconds: -1 }, 'min_seconds'],
  [{ from_day: 'yesterday' }, 'from_day'],
  [{ sort: 'mood' }, 'sort'],
])('%o is refused by the name of the field', async ([filter, field]) => {
  await expect(client.videos.list(filter as never)).rejects.toMatchObject({
    code: 'BAD_INPUT',
    data: { fields: [field] },
  })
})
