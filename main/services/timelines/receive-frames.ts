import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { givenFrameSchema, givenTimelineSchema } from '../../../shared/contract/timelines.ts'
import { describeFileError, messageOf } from '../../../shared/errors.ts'
import { formatCount } from '../../../shared/units.ts'
import type { Core } from '../../core.ts'
import { incomingFolder } from '../../storage/incoming.ts'
import { privateFile, privateFolder } from '../../storage/make-folder.ts'
import { badField } from '../calls/input.ts'
import { requireKnownFields } from '../calls/known-fields.ts'
import { createFromFiles } from './given.ts'

const timelineSchema = givenTimelineSchema.extend({ frames: z.array(givenFrameSchema).max(100_000) })

/** Takes what arrives of a timeline of another program. */
export interface FrameReceiver {
  /** Takes the JSON that lists the frames; it is parsed when all has arrived. */
  describe(json: string): void
  /** Stores the picture of the frame whose sequence is `name`. @throws RushesError BAD_INPUT */
  takePicture(name: string, picture: Readable): Promise<void>
}

/**
 * Creates a timeline of frames that `receive` hands over in any order. No picture stays in memory.
 * @throws RushesError BAD_INPUT for a frame without its picture, or a picture without its frame; UNKNOWN_FIELD
 */
export async function receiveFrames(core: Core, receive: (receiver: FrameReceiver) => Promise<void>) {
  core.access.requireWritable()
  const folder = join(incomingFolder(core.layout), `frames-${randomUUID()}`)
  await mkdir(folder, { mode: privateFolder })
  try {
    let described: string | undefined
    const pictures = new Set<number>()
    await receive({
      describe(json) {
        described = json
      },
      async takePicture(name, picture) {
        if (!/^\d{1,15}$/.test(name))
          throw badField(name, 'A part is named “timeline”, or by the sequence of its frame.')
        if (pictures.has(Number(name))) throw badField('frames', `The sequence ${name} occurs twice.`)
        pictures.add(Number(name))
        const file = createWriteStream(pathIn(folder, Number(name)), { mode: privateFile })
        await pipeline(picture, file).catch((error) => {
          throw describeFileError(error, `frame ${name}`)
        })
      },
    })
    const { frames, ...given } = readDescription(described)
    const files = frames.map((frame) => {
      if (!pictures.delete(frame.sequence)) throw badField('frames', `Frame ${frame.sequence} has no picture.`)
      return { ...frame, path: pathIn(folder, frame.sequence) }
    })
    const [first] = pictures
    if (first !== undefined)
      throw badField('frames', `${formatCount(pictures.size, 'picture')} without a frame, first ${first}.`)
    return await createFromFiles(core, given, files, 'move')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function pathIn(folder: string, sequence: number): string {
  return join(folder, `${sequence}.jpg`)
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch (error) {
    throw badField('timeline', `This is no valid JSON: ${messageOf(error)}.`, error)
  }
}

function readDescription(json: string | undefined): z.output<typeof timelineSchema> {
  if (json === undefined) throw badField('timeline', 'Send a part with this name that lists the frames, as JSON.')
  const described = parseJson(json)
  requireKnownFields(timelineSchema, described)
  const parsed = timelineSchema.safeParse(described)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw badField(['timeline', ...(issue?.path ?? [])].join('.'), issue?.message ?? 'Expected an object.')
}
