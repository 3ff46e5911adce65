import { duplicates as calls } from '../../shared/contract/duplicates.ts'
import { perceptualHashVersion } from '../../shared/duplicates/perceptual-hash.ts'
import type { Core } from '../core.ts'
import type { Page } from '../database/connection/query-parts.ts'
import { countDecisions, listDecisions } from '../database/duplicates/decisions.ts'
import { countPerceptualHashes } from '../database/duplicates/perceptual-hashes.ts'
import { listTrashSteps } from '../database/duplicates/trashed-copies.ts'
import { requireVideo } from '../database/videos.ts'
import { implementCalls } from './calls/implement.ts'
import { listCopies, startFind } from './duplicates/exact-copies.ts'
import { hashFramesOf, startHashing } from './duplicates/perceptual-hashing.ts'
import { clearDecision, resolveGroups, undoResolution } from './duplicates/resolve-groups.ts'
import { startRestore } from './duplicates/restore-copies.ts'
import { listSimilar, resolveAll } from './duplicates/similar-videos.ts'
import { startTrash, startTrashAll } from './duplicates/trash-copies.ts'

const os = implementCalls({ duplicates: calls })

async function decisions(core: Core, { video_id, ...page }: { video_id?: string | undefined } & Page) {
  const fileHash = video_id === undefined ? undefined : (await requireVideo(core.db, video_id)).file_hash
  const [items, total] = await Promise.all([listDecisions(core.db, fileHash, page), countDecisions(core.db, fileHash)])
  return { items, total }
}

async function undo(core: Core, id: string) {
  const job = await startRestore(core, id)
  if (job) return { restored: [], job }
  return { ...(await undoResolution(core, id)), job: null }
}

export const duplicates = {
  status: os.duplicates.status.handler(({ context: { core } }) =>
    countPerceptualHashes(core.db, perceptualHashVersion),
  ),
  hash: os.duplicates.hash.handler(({ context: { core } }) => startHashing(core)),
  frames: os.duplicates.frames.handler(({ input, signal, context: { core } }) =>
    hashFramesOf(core, input.video_id, signal ?? new AbortController().signal),
  ),
  near: os.duplicates.near.handler(({ input, signal, context: { core } }) => listSimilar(core, input, signal)),
  exact: os.duplicates.exact.handler(({ input, context: { core } }) => listCopies(core, input)),
  find: os.duplicates.find.handler(({ input, context: { core } }) => startFind(core, input.folders)),
  resolve: os.duplicates.resolve.handler(({ input, context: { core } }) => resolveGroups(core, input.groups)),
  resolveAll: os.duplicates.resolveAll.handler(({ input, signal, context: { core } }) =>
    resolveAll(core, input, signal),
  ),
  trashCopies: os.duplicates.trashCopies.handler(({ input, context: { core } }) => startTrash(core, input.paths)),
  trashAllCopies: os.duplicates.trashAllCopies.handler(({ input, context: { core } }) =>
    startTrashAll(core, input.version),
  ),
  trashed: os.duplicates.trashed.handler(({ context: { core } }) => listTrashSteps(core.db, 20)),
  undo: os.duplicates.undo.handler(({ input, context: { core } }) => undo(core, input.id)),
  forget: os.duplicates.forget.handler(({ input, context: { core } }) => clearDecision(core, input)),
  decisions: os.duplicates.decisions.handler(({ input, context: { core } }) => decisions(core, input)),
}
