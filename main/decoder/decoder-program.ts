// SPDX-License-Identifier: GPL-3.0-or-later
// A program of its own: it contains FFmpeg, which is under the GPL, and so is all of main/decoder. Rushes starts it,
// sends it one request at a time and ends it when a file keeps it busy.
import { getFFmpegInfo } from 'node-av/lib'
import type { DecoderReply, DecoderRequest, RequestKind, Requests, Results } from '../media/decoder/request.ts'
import { decodeAlpha } from './alpha.ts'
import { describe } from './describe.ts'
import { decodeGreyFrames } from './grey-frames.ts'
import { makeImage } from './image.ts'
import { writeLossless } from './lossless.ts'
import { makePoster } from './poster.ts'
import { probe } from './probe.ts'
import { onProgress } from './progress.ts'
import { makeStoryboard } from './storyboard.ts'
import { measurePeaks } from './waveform.ts'

const answers: { [Kind in RequestKind]: (request: Requests[Kind]) => Results[Kind] } = {
  version: () => getFFmpegInfo().version,
  probe,
  poster: makePoster,
  describe,
  image: makeImage,
  storyboard: makeStoryboard,
  grey: decodeGreyFrames,
  alpha: decodeAlpha,
  waveform: measurePeaks,
  lossless: writeLossless,
}

function answer({ kind, request }: DecoderRequest): DecoderReply {
  try {
    return { result: (answers[kind] as (request: unknown) => Results[RequestKind])(request) }
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) }
  }
}

const { parentPort } = process
/** In the window, Electron starts the program; else Node does. */
const send = (reply: DecoderReply) => (parentPort ? parentPort.postMessage(reply) : process.send?.(reply))
if (parentPort) parentPort.on('message', ({ data }) => send(answer(data as DecoderRequest)))
else process.on('message', (data: DecoderRequest) => send(answer(data)))
onProgress(() => send({ progress: true }))
send({ ready: true })
