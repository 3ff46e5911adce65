import { randomUUID } from 'node:crypto'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { givenFrameSchema, givenTimelineSchema } from '../../../shared/contract/timelines.ts'
import { messageOf } from '../../../shared/errors.ts'
import { formatCount } from '../../../shared/units.ts'
import type { Core } from '../../core.ts'
import { incomingFolder } from '../../storage/incoming.ts'
import { privateFile, privateFolder } from '../../storage/make-folder.ts'
import { badField } from '../calls/input.ts'
import { requireKnownFields } from '../calls/known-fields.ts'
import { createFromFiles } from './given.ts'

/** A part of a multipart body: the JSON in `timeline`, or the JPEG of the frame whose sequence is its name. */
export interface FramePart {
  name?: string | undefined
  bytes: Uint8Array
}

const timelineSchema = givenTimelineSchema.extend({ frames: z.array(givenFrameSchema).max(100_000) })

/**
 * Creates a timeline from the parts of a request, in any order. No part stays in memory.
 * @throws RushesError BAD_INPUT for a frame without its picture, or a picture without its frame; UNKNOWN_FIELD
 */
export async function receiveFrames(core: Core, parts: AsyncIterable<FramePart>) {
  core.access.requireWritable()
  const folder = join(incomingFolder(core.layout), `frames-${randomUUID()}`)
  await mkdir(folder, { mode: privateFolder })
  try {
    let described: unknown
    const pictures = new Set<number>()
    for await (const { name = '', bytes } of parts) {
      if (name === 'timeline') described = parseJson(bytes)
      else if (!/^\d{1,15}$/.test(name))
        throw badField(name, 'A part is named “timeline”, or by the sequence of its frame.')
      else if (pictures.has(Number(name))) throw badField(name, 'Two parts have this name.')
      else {
        pictures.add(Number(name))
        await writeFile(pathIn(folder, Number(name)), bytes, { mode: privateFile })
      }
    }
    const { frames, ...given } = readDescription(described)
    const files = frames.map((frame) => {
      if (!pictures.delete(frame.sequence)) throw badField('frames', `Frame ${frame.sequence} has no picture.`)
      return { ...frame, path: pathIn(folder, frame.sequence) }
    })
    const [first] = pictures
    if (first !== undefined)
      throw badField('frames', `${formatCount(pictures.size, 'picture')} without a frame, first ${first}.`)
    return await createFromFiles(core, given, files)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function pathIn(folder: string, sequence: number): string {
  return join(folder, `${sequence}.jpg`)
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch (error) {
    throw badField('timeline', `This is no valid JSON: ${messageOf(error)}.`, error)
  }
}

function readDescription(described: unknown): z.output<typeof timelineSchema> {
  if (described === undefined) throw badField('timeline', 'Send a part with this name that lists the frames, as JSON.')
  requireKnownFields(timelineSchema, described)
  const parsed = timelineSchema.safeParse(described)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw badField(['timeline', ...(issue?.path ?? [])].join('.'), issue?.message ?? 'Expected an object.')
}
