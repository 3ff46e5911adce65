// SPDX-License-Identifier: GPL-3.0-or-later
import { writeFileSync } from 'node:fs'
import type { FormatContext } from 'node-av/lib'
import type { Requests, Results } from '../media/decoder/request.ts'
import { withContext, withStream } from './media-file.ts'
import { posterOf } from './poster.ts'
import { durationOf, probeContext } from './probe.ts'

/** The mode of private files in `main/storage`, whose code the decoder may not import. */
const privateFile = 0o600

/** Probes a file and writes its poster: to open it twice takes as long as to decode a frame. */
export function describe({ input, longSide, target }: Requests['describe']): Results['describe'] {
  return withContext(input, (context) => {
    const probe = probeContext(context, input.path)
    return { probe, hasPoster: writePoster(context, longSide, target) }
  })
}

/** Returns whether it was written. Whoever asks for the poster alone is told why it was not. */
function writePoster(context: FormatContext, longSide: number, target: string): boolean {
  const durationSeconds = durationOf(context)
  if (durationSeconds === undefined) return false
  try {
    const poster = withStream(context, 'video', (file) => posterOf(file, durationSeconds, longSide))
    writeFileSync(target, poster, { mode: privateFile })
    return true
  } catch {
    return false
  }
}
