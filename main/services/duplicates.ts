import { perceptualHashVersion } from '../../shared/perceptual-hash.ts'
import { countPerceptualHashes } from '../database/perceptual-hashes.ts'
import { os } from './implement.ts'
import { hashFramesOf, startHashing } from './perceptual-hashing.ts'

export const duplicates = {
  status: os.duplicates.status.handler(({ context: { core } }) =>
    countPerceptualHashes(core.db, perceptualHashVersion),
  ),
  hash: os.duplicates.hash.handler(({ context: { core } }) => startHashing(core)),
  frames: os.duplicates.frames.handler(({ input, signal, context: { core } }) =>
    hashFramesOf(core, input.video_id, signal ?? new AbortController().signal),
  ),
}
