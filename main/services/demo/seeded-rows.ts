import type { RowsToInsert } from '../../database/demo/insert-rows.ts'

/** Ids of seeded rows begin with it. */
export const seedPrefix = 'seed-'

const workflowCount = 500
const runsPerWorkflow = 4

const subjects = words('ferry lantern harbour tram orchard glacier market violin kite lighthouse ballroom canyon')
const places = words('dawn night rain fog winter harvest storm desert coast city forest studio')
const shots = words('wide close aerial tracking handheld static dolly crane macro slow reverse orbit')
const moods = words('golden quiet neon faded cinematic grainy pastel stark dreamy warm cold vivid')
const models: readonly (readonly [provider: string, model: string])[] = [
  ['openai', 'sora-2'],
  ['openai', 'sora-2-pro'],
  ['google', 'veo-3.1'],
  ['google', 'veo-3.1-fast'],
  ['kling', 'kling-2.5-turbo'],
  ['kling', 'kling-2.1-master'],
  ['runway', 'gen-4-turbo'],
  ['runway', 'aleph'],
  ['comfyui', 'wan2.2_t2v_high_noise_14B_fp8_scaled'],
  ['comfyui', 'wan2.2_i2v_low_noise_14B_fp8_scaled'],
  ['comfyui', 'ltxv-13b-0.9.8-distilled'],
  ['comfyui', 'hunyuan_video_720_cfgdistill_fp8'],
]
const pictures = [
  [1920, 1080, '16:9'],
  [1280, 720, '16:9'],
  [832, 480, '26:15'],
  [1080, 1920, '9:16'],
  [1024, 1024, '1:1'],
  [3840, 2160, '16:9'],
] as const
const codecs = words('h264 h264 h264 hevc av1 vp9 prores')
const nodeTypes = words('SaveVideo VHS_VideoCombine CreateVideo Veo3Video KlingTextToVideo Upscale Interpolate Stitch')
const statuses = words('completed completed completed failed')

function words(text: string): string[] {
  return text.split(' ')
}

/** Returns a number from 0 to below 1 that depends on nothing else than both arguments (splitmix32). */
function noise(index: number, salt: number): number {
  let bits = (Math.imul(index + 1, 0x9e3779b9) + Math.imul(salt + 1, 0x85ebca6b)) | 0
  bits = Math.imul(bits ^ (bits >>> 16), 0x21f0aaad)
  bits = Math.imul(bits ^ (bits >>> 15), 0x735a2d97)
  return ((bits ^ (bits >>> 15)) >>> 0) / 2 ** 32
}

function pick<T>(from: readonly T[], index: number, salt: number): T {
  return from[Math.floor(noise(index, salt) * from.length)] as T
}

function idOf(kind: string, index: number): string {
  return `${seedPrefix}${kind}${String(index).padStart(8, '0')}`
}

/** Returns the workflows of the seeded takes and their executions. */
export function rowsOfWorkflows(now: string): RowsToInsert[] {
  const indexes = Array.from({ length: workflowCount }, (_, index) => index)
  const workflows = indexes.map((index) => {
    const name = `${pick(subjects, index, 1)} ${pick(places, index, 2)} ${index + 1}`
    const seed = Math.floor(noise(index, 3) * 2 ** 32)
    const definition = { 3: { class_type: 'KSampler', inputs: { seed, steps: 20 + (index % 20) } } }
    return [idOf('w', index), name, 'completed', JSON.stringify(definition), now, now, now]
  })
  const executions = indexes.flatMap((index) =>
    Array.from({ length: runsPerWorkflow }, (_, run) => {
      const id = idOf('x', index * runsPerWorkflow + run)
      return [id, idOf('w', index), pick(statuses, index, run), now, now]
    }),
  )
  return [
    {
      table: 'workflows',
      columns: ['id', 'name', 'status', 'definition', 'created_at', 'updated_at', 'last_executed_at'],
      rows: workflows,
    },
    {
      table: 'workflow_executions',
      columns: ['id', 'workflow_id', 'status', 'started_at', 'completed_at'],
      rows: executions,
    },
  ]
}

interface Take {
  index: number
  id: string
  path: string
  hash: string
}

/** Returns the takes from `first` to before `end`; what belongs to them comes before them. */
export function rowsOfTakes(first: number, end: number, now: string): RowsToInsert[] {
  const takes = Array.from({ length: end - first }, (_, position): Take => {
    const index = first + position
    return { index, id: idOf('', index), path: `/seeded/${idOf('', index)}.mp4`, hash: hashOf(index) }
  })
  return [
    generations(takes),
    associations(takes, now),
    tags(takes),
    analyses(takes),
    {
      table: 'locations',
      columns: ['path', 'file_hash', 'size_bytes', 'mtime_ms', 'sample_hash', 'missing_since'],
      rows: takes.map(({ index, path, hash }) => [path, hash, sizeOf(index), 0, '', now]),
    },
    videos(takes, now),
  ]
}

function hashOf(index: number): string {
  const digits = (salt: number) =>
    Math.floor(noise(index, salt) * 2 ** 32)
      .toString(16)
      .padStart(8, '0')
  return `${index.toString(16).padStart(8, '0')}${[11, 12, 13, 14, 15, 16, 17].map(digits).join('')}`
}

function sizeOf(index: number): number {
  return 200_000 + Math.floor(noise(index, 20) ** 3 * 400_000_000)
}

function isGenerated({ index }: Take): boolean {
  return noise(index, 21) < 0.6
}

function videos(takes: readonly Take[], now: string): RowsToInsert {
  const rows = takes.map((take) => {
    const { index, id, path, hash } = take
    const [width, height, ratio] = pick(pictures, index, 22)
    const fps = pick([16, 24, 24, 25, 30], index, 23)
    const seconds = Math.round((1 + noise(index, 24) * 19) * 100) / 100
    const picture = [`${width}x${height}`, width, height, ratio, pick(codecs, index, 25)]
    const time = [seconds, fps, `${fps}/1`, Math.round(seconds * fps)]
    const rating = noise(index, 26) < 0.25 ? 1 + Math.floor(noise(index, 27) * 5) : null
    const name = `${pick(subjects, index, 28)} ${pick(shots, index, 29)} ${index + 1}`
    const source = isGenerated(take) ? 'generated' : 'uploaded'
    return [id, name, path, hash, sizeOf(index), ...picture, ...time, 'mp4', source, now, rating]
  })
  const file = ['id', 'name', 'file_path', 'file_hash', 'size_bytes']
  const facts = ['resolution', 'width', 'height', 'aspect_ratio', 'codec', 'duration_seconds', 'fps', 'frame_rate']
  const others = ['frame_count', 'container', 'source_type', 'created_at', 'rating']
  return { table: 'videos', columns: [...file, ...facts, ...others], rows }
}

function generations(takes: readonly Take[]): RowsToInsert {
  const rows = takes.filter(isGenerated).map(({ index, id }) => {
    const [provider, model] = pick(models, index, 30)
    const shot = `${pick(moods, index, 31)} ${pick(shots, index, 32)} shot of a ${pick(subjects, index, 33)}`
    const prompt = `${shot} at ${pick(places, index, 34)}, ${pick(moods, index, 35)} light, take ${index % 97}`
    const parameters = { seed: Math.floor(noise(index, 36) * 2 ** 32), steps: 20 + (index % 20), cfg: 5 }
    return [id, provider, model, prompt, JSON.stringify(parameters), 'completed']
  })
  const columns = ['video_id', 'provider', 'model', 'prompt', 'generation_params', 'status']
  return { table: 'video_generation', columns, rows }
}

function associations(takes: readonly Take[], now: string): RowsToInsert {
  const rows = takes
    .filter(({ index }) => noise(index, 40) < 0.5)
    .map(({ index, id }) => {
      const workflow = Math.floor(noise(index, 41) * workflowCount)
      const run = workflow * runsPerWorkflow + Math.floor(noise(index, 42) * runsPerWorkflow)
      const role = noise(index, 43) < 0.8 ? 'output' : 'intermediate'
      return [idOf('w', workflow), id, '3', pick(nodeTypes, index, 44), role, idOf('x', run), now]
    })
  const columns = ['workflow_id', 'video_id', 'node_id', 'node_type', 'role', 'execution_id', 'created_at']
  return { table: 'workflow_videos', columns, rows }
}

function tags(takes: readonly Take[]): RowsToInsert {
  const rows = takes.flatMap(({ index, id }) => {
    const count = noise(index, 50) < 0.2 ? 1 + Math.floor(noise(index, 51) * 3) : 0
    // Few tags are frequent, most are rare.
    const tagAt = (position: number) => Math.floor(noise(index, 52 + position) ** 3 * 200)
    return Array.from({ length: count }, (_, position) => `tag ${tagAt(position)}`).map((tag) => [id, tag, tag])
  })
  return { table: 'tagged_videos', columns: ['video_id', 'tag_key', 'tag'], rows }
}

function analyses(takes: readonly Take[]): RowsToInsert {
  const rows = takes
    .filter(({ index }) => noise(index, 60) < 0.3)
    .map(({ index, path, hash }) => {
      const start = Math.round(noise(index, 61) * 100) / 100
      const ranges = JSON.stringify([{ start, end: start + 1 }])
      return [path, `sha256:${hash}`, 'seeded-scenes', ranges, '{}', index]
    })
  const columns = ['file_path', 'file_hash', 'config_hash', 'ranges', 'metadata', 'created_at']
  return { table: 'analysis_jobs', columns, rows }
}
