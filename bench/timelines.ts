import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Core, openCore } from '../main/core.ts'
import { createClient } from '../main/router.ts'
import type { Client } from '../shared/contract/index.ts'
import { databaseOf } from '../test/support/database-of.ts'
import { compare } from './measure.ts'
import { runJob } from './run-job.ts'
import { benchTimelinePage } from './timeline-page.ts'

const saves = 10_000
const depth = 1000
const stages = 20
const seconds = 60

/**
 * Checkpoints against copying the state of a pipeline forward, extraction of frames against ffmpeg alone, and the page
 * of a timeline. The program must be built.
 */
export async function benchTimelines(folder: string): Promise<void> {
  await withLibrary(join(folder, 'saves'), benchSaves)
  await withLibrary(join(folder, 'depth'), benchDepth)
  await withLibrary(join(folder, 'frames'), (client, core) => benchFrames(client, core, folder))
  await benchTimelinePage(folder)
}

async function withLibrary(folder: string, work: (client: Client, core: Core) => Promise<void>): Promise<void> {
  const core = await openCore({ folder, version: 'bench' })
  try {
    await work(createClient(core), core)
  } finally {
    await core.close()
  }
}

/** Runs `work` so many times and prints the median of how long it took. */
async function timed(name: string, work: () => Promise<unknown>, times = 21): Promise<void> {
  const taken: number[] = []
  for (let time = 0; time < times; time++) {
    const start = performance.now()
    await work()
    taken.push(performance.now() - start)
  }
  const median = taken.sort((a, b) => a - b)[times >> 1] ?? Number.NaN
  console.log(`  ${name}: ${median.toFixed(1)} ms`)
}

async function emptyTimeline(client: Client) {
  return await client.timelines.createFromFiles({ source_video: 'bench', frames: [] })
}

async function benchSaves(client: Client): Promise<void> {
  const { timeline_id, checkpoint_id } = await emptyTimeline(client)
  let parent_checkpoint_id = checkpoint_id
  console.log(`${saves} checkpoints, one below the other, each with an output of 1 kB`)
  const output = (index: number) => ({ index, boxes: Array.from({ length: 40 }, (_, box) => [box, index, 10, 10]) })
  const saveAll = async () => {
    for (let index = 0; index < saves; index++) {
      const step = { stage_name: `stage ${index % stages}`, output: output(index), stats: { index } }
      const saved = await client.checkpoints.save({ timeline_id, parent_checkpoint_id, ...step })
      parent_checkpoint_id = saved.checkpoint_id
    }
  }
  await timed('saving them', saveAll, 1)
  await timed(`state at depth ${saves}`, () => client.checkpoints.get({ id: parent_checkpoint_id }))
  await timed('the tree', () => client.checkpoints.tree({ timeline_id }))
  await timed('preview of pruning the oldest branch', async () => {
    const { items } = await client.checkpoints.tree({ timeline_id, offset: 1, limit: 1 })
    await client.checkpoints.branch({ id: items[0]?.id ?? '' })
  })
  console.log()
}

/** Returns boxes that take about a megabyte of JSON, as a detector writes them. */
function megabyte(seed: number): unknown {
  const boxes = Array.from({ length: 8500 }, (_, index) => ({
    ...{ frame: index >> 2, label: index % 3 === 0 ? 'face' : 'person', score: ((index * 7919 + seed) % 1000) / 1000 },
    box: [(index * 31 + seed) % 1920, (index * 17) % 1080, 40 + (index % 200), 60 + ((index + seed) % 100)],
  }))
  return { stage: seed, boxes }
}

async function benchDepth(client: Client, core: Core): Promise<void> {
  const { timeline_id, checkpoint_id } = await emptyTimeline(client)
  // Five attempts at each stage return something else; the others return the same again.
  const outputs = Array.from({ length: stages * 5 }, (_, index) => megabyte(index))
  let [id, copied] = [checkpoint_id, 0]
  const state = new Map<string, number>()
  for (let index = 0; index < depth; index++) {
    const output = outputs[index % outputs.length]
    const stage_name = `stage ${index % stages}`
    const step = { stage_name, output, config_overrides: { threshold: index / depth }, stats: { index } }
    id = (await client.checkpoints.save({ timeline_id, parent_checkpoint_id: id, ...step })).checkpoint_id
    state.set(stage_name, JSON.stringify(output).length)
    for (const bytes of state.values()) copied += bytes
  }
  databaseOf(core).pragma('wal_checkpoint(TRUNCATE)')
  const stored = statSync(core.layout.database).size
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`
  console.log(`${depth} deep, ${stages} stages of 1 MB, ${outputs.length} different outputs`)
  console.log(`  database ${megabytes(stored)}, state copied forward as JSON ${megabytes(copied)}`)
  console.log(`  ${(copied / stored).toFixed(0)} times smaller, the mark is 50`)
  await timed('state (mark 50 ms)', () => client.checkpoints.get({ id }))
  await timed('one stage of 1 MB', () => client.checkpoints.stage({ id, stage_name: 'stage 7' }))
  await timed(`state with the ${stages} MB of all outputs`, () => client.checkpoints.get({ id, outputs: true }))
  const before = databaseOf(core).prepare('SELECT sum(stored_bytes) FROM stage_outputs').pluck().get()
  await client.checkpoints.save({ timeline_id, parent_checkpoint_id: id, stage_name: 'stage 0', output: outputs[0] })
  const after = databaseOf(core).prepare('SELECT sum(stored_bytes) FROM stage_outputs').pluck().get()
  console.log(`  bytes of outputs that a fork with a known output adds: ${Number(after) - Number(before)}\n`)
}

async function benchFrames(client: Client, core: Core, folder: string): Promise<void> {
  const ffmpeg = (await core.tools.ffmpeg()).path
  const path = join(folder, 'clip.mp4')
  const source = ['-f', 'lavfi', '-i', `testsrc2=size=1280x720:rate=30:duration=${seconds}`]
  const encoding = ['-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p']
  execFileSync(ffmpeg, ['-v', 'error', ...source, ...encoding, path])
  await runJob(client, () => client.imports.start({ paths: [path] }))
  const { items } = await client.videos.list({})
  const video_id = items[0]?.id ?? ''
  let round = 0
  await compare({
    name: 'Frames of a video at 2 a second, with numbers, times and perceptual hashes',
    against: 'ffmpeg -vf fps=2',
    work: `${seconds * 2} frames of ${seconds} s at 1280 × 720`,
    ours: async () => {
      // Moved away, not deleted: those of the last round are no part of the work.
      renameSync(core.layout.frames, join(folder, `frames-${round}`))
      mkdirSync(core.layout.frames)
      await runJob(client, async () => {
        const { job_id } = await client.timelines.create({ video_id, profile_name: `round ${round++}` })
        return await client.jobs.get({ id: job_id ?? '' })
      })
    },
    theirs: async () => {
      const into = mkdtempSync(join(folder, 'theirs-'))
      execFileSync(ffmpeg, ['-v', 'error', '-i', path, '-vf', 'fps=2', '-q:v', '3', join(into, '%05d.jpg')])
    },
    mark: 1 / 0.9,
  })
}
