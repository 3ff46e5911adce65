import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { serveLibrary } from '../support/listen.ts'
import { python, withoutPython } from '../support/python.ts'

const script = fileURLToPath(new URL('../support/timelines.py', import.meta.url))
const docs = fileURLToPath(new URL('../../docs', import.meta.url))

test('a pipeline in Python uses the functions of the reference against a served library', async (context) => {
  context.skip(withoutPython !== false, String(withoutPython))
  const { client, url, key } = await serveLibrary()
  const env = { ...process.env, RUSHES_URL: url, RUSHES_KEY: key, PYTHONDONTWRITEBYTECODE: '1' }
  const { stdout } = await promisify(execFile)(python, [script, docs], { env })
  const said = JSON.parse(stdout)
  expect(said).toMatchObject({
    same_frames: true,
    carried: { boxes: [1, 2] },
    own: { tracks: [] },
    missing: [null, null],
    // As in the reference system.
    signatures: {
      create_timeline: ['source_video', 'profile_name', 'frames', 'fps', 'source_asset_id'],
      get_timeline_frames: ['timeline_id'],
      get_timeline_frames_b64: ['timeline_id'],
      save_stage_output: [
        ...['timeline_id', 'parent_checkpoint_id', 'stage_name', 'output_json', 'config_overrides', 'stats'],
        ...['is_scenario', 'scenario_label'],
      ],
      load_stage_output: ['checkpoint_id', 'stage_name'],
    },
    errors: [
      ['ValueError', 'Timeline not found: none'],
      ['RushesError', 'Checkpoint not found: none.'],
      ['RushesError', expect.stringMatching(/The sequence \d occurs twice/)],
    ],
  })
  expect(said.keys).toContain('jpeg_b64')
  expect(await client.checkpoints.get({ id: said.strict })).toMatchObject({
    ...{ is_scenario: true, scenario_label: 'strict', config_overrides: { threshold: 0.4 } },
    stats: { frames_extracted: 3, boxes: 2 },
    stages: [{ stage_name: 'detect' }, { stage_name: 'track/é' }],
  })
})
