import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { z } from 'zod'
import type { processingRequestSchema } from '../../shared/contract/processing.ts'
import type { VideoDetails } from '../../shared/contract/videos.ts'
import type { ClipName } from './clips.ts'
import { ended, importAll, putClip, type TestLibrary, temporaryFolder } from './library.ts'

export type ProcessingInput = z.input<typeof processingRequestSchema>

/** Imports a clip from a path with a name that means something to shells, patterns and lists. */
export async function takeIn(
  { client }: TestLibrary,
  name: ClipName,
  path = join(temporaryFolder(), `-it's "odd" %d\n\\ [0]; ${name}`),
) {
  await putClip(name, path)
  const { items } = await importAll(client, { paths: [path] })
  return { path, id: items[0]?.video_id ?? '' }
}

/** Processes and waits for the end; answers with what came of it. */
export async function process({ client }: TestLibrary, request: ProcessingInput) {
  const job = await ended(client, await client.processing.start(request))
  const { items } = await client.jobs.items({ id: job.id })
  return { job, item: items[0] }
}

/** The same where a new video must come of it: answers with that. */
export async function make(library: TestLibrary, request: ProcessingInput): Promise<VideoDetails> {
  const { job, item } = await process(library, request)
  expect(job).toMatchObject({ state: 'done', error: null, made: 1 })
  return await library.client.videos.get({ id: item?.video_id ?? '' })
}

/** Seconds at which the shots of a video begin. */
export async function shotsOf({ client }: TestLibrary, id: string): Promise<number[]> {
  await ended(client, await client.analyses.run({ analyser: 'scenes', video_ids: [id] }))
  const lanes = await client.analyses.ofVideo({ id })
  return lanes[0]?.ranges?.map(({ start }) => start) ?? []
}

/** The same seconds, to the frame. */
export function expectSeconds(seconds: readonly number[], expected: readonly number[], within = 0.04): void {
  expect(seconds).toHaveLength(expected.length)
  for (const [index, second] of seconds.entries()) {
    expect(Math.abs(second - (expected[index] ?? Number.NaN))).toBeLessThanOrEqual(within + 1e-6)
  }
}

export function sha256(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex')
}
