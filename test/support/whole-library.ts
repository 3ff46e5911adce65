import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { audioPath, framePath } from '../../main/storage/layout.ts'
import { databaseOf } from './database-of.ts'
import { importAll, openLibrary, putClip, type TestLibrary, temporaryFolder } from './library.ts'
import { putPicture } from './pictures.ts'

const sha256 = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('hex')

/** Opens a library with files of every kind, and with a row at least in every table that a bundle has. */
export async function wholeLibrary(): Promise<TestLibrary & { videos: [string, string]; image: string }> {
  const library = await openLibrary()
  const from = temporaryFolder()
  const paths = [
    await putClip('landscape.mp4', join(from, 'one.mp4')),
    await putClip('square.mp4', join(from, 'two.mp4')),
    putPicture(join(from, 'still.png')),
  ]
  await importAll(library.client, { paths, mode: 'copy' })
  const database = databaseOf(library.core)
  const videos = database.prepare('SELECT id, file_hash, file_path FROM videos ORDER BY name').all() as Content[]
  const image = database.prepare('SELECT Id AS id, file_hash, Path AS file_path FROM media').get() as Content
  const [one, two] = videos
  if (!one || !two) throw new Error('The clips were not imported.')
  const put = (path: string, bytes: Buffer) => {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, bytes)
    return path
  }
  const jpeg = readFileSync(putPicture(join(from, 'frame.jpg')))
  put(framePath(library.core.layout, sha256(jpeg)), jpeg)
  const sound = audioPath(library.core.layout, sha256('sound'), 'wav')
  put(sound, Buffer.from('sound'))
  database.exec(rows({ one, two, image, frame: { file_hash: sha256(jpeg), size: jpeg.length }, sound }))
  return { ...library, videos: [one.id, two.id], image: image.id }
}

interface Content {
  id: string
  file_hash: string
  file_path: string
}

interface Rows {
  one: Content
  two: Content
  image: Content
  frame: { file_hash: string; size: number }
  sound: string
}

function rows({ one, two, image, frame, sound }: Rows): string {
  const text = (value: string) => `'${value.replaceAll("'", "''")}'`
  const [first, second] = [one.file_hash, two.file_hash].sort() as [string, string]
  return `
    UPDATE videos SET rating = 4, metadata = '{"shot": 12}', name = 'Fähre 🛳' WHERE id = ${text(one.id)};
    UPDATE media SET MediaStatus = 3 WHERE Id = ${text(image.id)};
    INSERT INTO tagged_videos VALUES (${text(one.id)}, 'night', 'Night'), (${text(two.id)}, 'day', 'day');
    INSERT INTO video_notes VALUES (${text(one.id)}, 'red', 'Lanterns flicker'), (${text(two.id)}, 'blue', NULL);
    REPLACE INTO video_generation (video_id, provider, model, prompt, generation_params)
      VALUES (${text(one.id)}, 'comfyui', 'wan', 'a ferry', '{"seed": 7}');
    REPLACE INTO image_generation (file_hash, provider, model) VALUES (${text(image.file_hash)}, 'comfyui', 'flux');
    INSERT INTO tagged_images VALUES (${text(image.file_hash)}, 'night', 'Night');
    INSERT INTO image_notes VALUES (${text(image.file_hash)}, 5, 'green', 'First frame');
    INSERT INTO workflows (id, name, status, definition, created_at) VALUES
      ('w1', 'Ferry', 'saved', '{"nodes": [1]}', '2026-01-01 00:00:00'),
      ('w2', 'Harbour', 'draft', '{}', '2026-01-02 00:00:00');
    INSERT INTO workflow_executions (id, workflow_id, status, started_at, execution_data)
      VALUES ('run 1', 'w1', 'completed', '2026-01-03 00:00:00', '{"cost": 0.5}');
    UPDATE workflows SET definition = '{"nodes": [1, 2]}' WHERE id = 'w1';
    INSERT INTO workflow_executions (id, workflow_id, status, started_at)
      VALUES ('run 2', 'w1', 'failed', '2026-01-04 00:00:00');
    INSERT INTO workflow_videos (workflow_id, video_id, node_id, node_type, role, execution_id, created_at) VALUES
      ('w1', ${text(one.id)}, 'n1', 'Save', 'output', 'run 1', '2026-01-03 00:00:00'),
      ('w2', ${text(two.id)}, 'n2', 'Load', 'input', NULL, '2026-01-03 00:00:00');
    INSERT INTO workflow_images (workflow_id, file_hash, node_id, node_type, role)
      VALUES ('w1', ${text(image.file_hash)}, 'n0', 'LoadImage', 'input');
    INSERT INTO collections (id, name, note, cover_id) VALUES ('c1', 'Picks', 'For Monday', ${text(two.id)});
    INSERT INTO collected_videos VALUES ('c1', ${text(two.id)}, 0), ('c1', ${text(one.id)}, 1);
    INSERT INTO saved_searches (id, name, query) VALUES ('s1', 'Nights', 'tag:night');
    INSERT INTO configurations VALUES ('sha256:cc', 'scenes', '{"threshold":0.3}');
    INSERT INTO analysis_jobs (file_path, file_hash, config_hash, ranges, created_at) VALUES
      (${text(one.file_path)}, 'sha256:${one.file_hash}', 'sha256:cc', '[{"start":0,"end":0.1}]', 1700000000.25),
      ('/elsewhere/take.mov', 'xxh64:0011', 'sha256:cc', '[]', 1700000001);
    INSERT INTO processing_jobs (job_id, action, input_path, input_hash, config_hash, output_path, output_hash, created_at)
    VALUES
      ('p1', 'stitch', ${text(one.file_path)}, 'sha256:${one.file_hash}', 'sha256:cc', ${text(two.file_path)},
        'sha256:${two.file_hash}', 1700000002),
      ('p2', 'extract_audio', ${text(one.file_path)}, 'sha256:${one.file_hash}', 'sha256:cc', ${text(sound)},
        'sha256:${sha256('sound')}', 1700000003);
    INSERT INTO processing_inputs VALUES ('p1', 0, ${text(one.file_path)}, 'sha256:${one.file_hash}');
    INSERT OR IGNORE INTO embedded_readings (file_hash, parser_version) VALUES (${text(one.file_hash)}, 1);
    REPLACE INTO embedded_metadata VALUES (${text(one.file_hash)}, 90, 'file', 'one.mp4', 'comment', 'a text');
    REPLACE INTO embedded_inputs (file_hash, position, kind, name) VALUES (${text(one.file_hash)}, 90, 'input', 'still.png');
    INSERT INTO link_decisions (file_hash, name, input_hash, decision)
      VALUES (${text(one.file_hash)}, 'still.png', ${text(image.file_hash)}, 'confirmed');
    REPLACE INTO perceptual_hashes (file_hash, version, hash) VALUES (${text(one.file_hash)}, 1, '00112233445566ff');
    INSERT INTO duplicate_decisions (first_hash, second_hash, decision) VALUES (${text(first)}, ${text(second)}, 'different');
    INSERT INTO timelines (id, source_video, source_asset_id, file_hash, profile_name, at, fps, frames, root_checkpoint_id)
      VALUES ('t1', 'one', ${text(one.id)}, ${text(one.file_hash)}, 'faces', 'fps', 2, 1, 'k1');
    INSERT INTO timeline_frames VALUES ('t1', 0, 0, 0.25, '00', 6, ${text(frame.file_hash)}, ${frame.size});
    INSERT INTO stage_outputs VALUES ('o1', 2, 2, 'zlib', x'00ff10');
    INSERT INTO checkpoints (id, timeline_id, parent_id, stage_name, output_hash, scenario_label) VALUES
      ('k1', 't1', NULL, NULL, NULL, ''), ('k2', 't1', 'k1', 'faces', 'o1', 'Try');`
}
