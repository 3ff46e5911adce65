import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { previews as calls } from '../../shared/contract/previews.ts'
import { requireVideo } from '../database/videos.ts'
import { storyboardLayout } from '../media/previews/storyboard.ts'
import { implementCalls } from './calls/implement.ts'
import { sizeOfPreviews, startClearing } from './previews/evict.ts'

const os = implementCalls({ previews: calls })

const timesSchema = z.array(z.number())

export const previews = {
  size: os.previews.size.handler(async ({ context: { core }, signal }) => ({
    size_bytes: await sizeOfPreviews(core, signal),
  })),
  clear: os.previews.clear.handler(({ context: { core } }) => startClearing(core)),
  storyboard: os.previews.storyboard.handler(async ({ input: { id, ahead }, context: { core }, signal }) => {
    const video = await requireVideo(core.db, id)
    await core.previews.ensure('storyboard', video, { urgency: ahead ? 'soon' : 'now', signal })
    return storyboardLayout(video)
  }),
  keyframes: os.previews.keyframes.handler(async ({ input: { id }, context: { core }, signal }) => {
    const video = await requireVideo(core.db, id)
    const path = await core.previews.ensure('keyframes', video, { urgency: 'now', signal })
    return { seconds: timesSchema.parse(JSON.parse(await readFile(path, 'utf8'))) }
  }),
  waveform: os.previews.waveform.handler(async ({ input: { id }, context: { core }, signal }) => {
    const video = await requireVideo(core.db, id)
    if (video.audio_codec === null) return { peaks: [] }
    const path = await core.previews.ensure('waveform', video, { urgency: 'now', signal })
    return { peaks: [...(await readFile(path))] }
  }),
}
