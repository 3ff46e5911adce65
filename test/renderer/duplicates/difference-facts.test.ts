import { expect, test } from 'vitest'
import { type ComparedTake, compareFacts } from '../../../renderer/duplicates/difference-facts.ts'
import { keepChoices, keepNames } from '../../../renderer/duplicates/keep-choices.ts'
import { blankVideo } from '../../support/blank-video.ts'

const video: ComparedTake['video'] = {
  ...blankVideo,
  id: 'a',
  name: 'Ferry',
  file_path: '/takes/Ferry.mp4',
  file_hash: 'a'.repeat(64),
  size_bytes: 2_000_000,
  duration_seconds: 5,
  resolution: '1280x720',
  width: 1280,
  height: 720,
  aspect_ratio: '16:9',
  codec: 'h264',
  fps: 24,
  frame_rate: '24/1',
  frame_count: 120,
  bit_rate: 3_200_000,
  audio_codec: null,
  rotation: 0,
  container: 'mov,mp4',
  source_type: 'uploaded',
}

const generation: NonNullable<ComparedTake['generation']> = {
  video_id: 'b',
  provider: 'comfyui',
  model: 'wan',
  prompt: 'A ferry',
  generation_params: { seed: 7 },
  job_id: null,
  status: null,
  error: null,
  started_at: null,
  completed_at: null,
}

test('facts that differ stand first, in the order in which people ask', () => {
  const smaller = { ...video, name: 'Ferry', size_bytes: 1_000_000, width: 640, height: 360 }
  const facts = compareFacts({ video, generation: null }, { video: smaller, generation })
  expect(facts.filter(({ differs }) => differs)).toEqual([
    { name: 'Picture', first: '1280×720 · 16:9', second: '640×360 · 16:9', differs: true },
    { name: 'Size', first: '2 MB', second: '1 MB', differs: true },
    { name: 'Model', first: '–', second: 'wan', differs: true },
    { name: 'Prompt', first: '–', second: 'A ferry', differs: true },
    { name: 'Seed', first: '–', second: '7', differs: true },
  ])
  expect(facts.findLastIndex(({ differs }) => differs)).toBe(4)
})

test('what is known of neither is left out', () => {
  const names = compareFacts({ video, generation: null }, { video, generation: null }).map(({ name }) => name)
  expect(names).toContain('Duration')
  expect(names).not.toContain('Prompt')
  expect(names).not.toContain('Seed')
})

test('every choice of what to keep tells any two takes apart in the end', () => {
  for (const name of keepNames) expect(keepChoices[name].rules.at(-1)).toMatch(/^(oldest|newest)$/)
})
