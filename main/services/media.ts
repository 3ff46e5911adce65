import { basename } from 'node:path'
import { media as calls, type MediaDetails } from '../../shared/contract/media.ts'
import { RushesError } from '../../shared/errors.ts'
import { type MediaStatus, nextStatuses, statusName } from '../../shared/media-status.ts'
import type { Core } from '../core.ts'
import type { Db } from '../database/connection/connection.ts'
import {
  countMedia,
  findMediaByHash,
  listMedia,
  listStatusChanges,
  requireMedia,
  setMediaStatus,
} from '../database/media.ts'
import { addMedia, virtualMedia } from '../ingest/add-media.ts'
import type { Caller } from './calls/caller.ts'
import { implementCalls } from './calls/implement.ts'
import { requireAbsolute } from './calls/input.ts'
import { allowedPaths } from './imports/allowed-paths.ts'
import { lookUpContent } from './media/look-up-content.ts'
import { removableImages, removableVideos } from './removal/removable.ts'
import { removeAll } from './removal/remove.ts'

const os = implementCalls({ media: calls })

async function details(db: Db, id: string): Promise<MediaDetails> {
  const media = await requireMedia(db, id)
  const history = await listStatusChanges(db, id)
  return { ...media, history, next_statuses: [...nextStatuses(media.MediaStatus)] }
}

/** Changes a status. @throws RushesError NOT_FOUND; CONFLICT, which names the statuses that may follow */
async function setStatus(core: Core, caller: Caller, id: string, status: MediaStatus, message: string | null) {
  return await core.write(async ({ db, touch, now }) => {
    const { Name, MediaStatus } = await requireMedia(db, id)
    const allowed = nextStatuses(MediaStatus)
    if (!allowed.includes(status)) throw wrongTransition(Name, MediaStatus, status, allowed)
    await setMediaStatus(db, id, { status, message, user_id: caller.user_id, via: caller.via }, now)
    touch('media', 'images', 'videos')
    return await details(db, id)
  })
}

function wrongTransition(name: string, from: number, to: number, allowed: readonly number[]): RushesError {
  const shown = (status: number) => `${status} (${statusName(status)})`
  const advice = allowed.length === 0 ? 'That is its last status.' : `Allowed: ${allowed.map(shown).join(' or ')}.`
  return new RushesError('CONFLICT', `“${name}” is ${shown(from)} and cannot become ${shown(to)}. ${advice}`, {
    data: { status: from, allowed },
  })
}

/** Moves media to the trash, and returns the keys that restore it. @throws RushesError NOT_FOUND, CONFLICT */
async function remove(core: Core, id: string) {
  await lookUpContent(core, id)
  const { video_id, MediaType, file_hash, Name } = await requireMedia(core.db, id)
  if (video_id !== null) {
    const { removed } = await removeAll(core, removableVideos, [video_id])
    return { items: removed.map((video) => ({ kind: 'video' as const, id: video })) }
  }
  if (MediaType !== 'Image' || file_hash === null)
    throw new RushesError('CONFLICT', `“${Name}” is a row of another program whose content the library lacks.`)
  const { removed } = await removeAll(core, removableImages, [id])
  return { items: removed.map((image) => ({ kind: 'image' as const, id: image })) }
}

export const media = {
  list: os.media.list.handler(async ({ input, context: { core } }) => ({
    items: await listMedia(core.db, input),
    total: await countMedia(core.db, input),
  })),
  get: os.media.get.handler(async ({ input: { id }, context: { core } }) => {
    await lookUpContent(core, id)
    return await details(core.db, id)
  }),
  ofContent: os.media.ofContent.handler(async ({ input, context: { core } }) => {
    const found = await findMediaByHash(core.db, input.file_hash)
    return found ? await details(core.db, found.Id) : null
  }),
  add: os.media.add.handler(async ({ input, context: { core, caller }, signal = new AbortController().signal }) => {
    requireAbsolute('path', [input.path])
    const [path = input.path] = await allowedPaths(core, caller, { paths: [input.path], mode: 'copy' })
    const name = input.name ?? basename(path)
    if (input.virtual) return await virtualMedia({ path, name })
    return await addMedia(core, caller, { path, name, mode: 'copy', uploaded: true }, signal)
  }),
  setStatus: os.media.setStatus.handler(({ input: { id, MediaStatus, message = null }, context: { core, caller } }) =>
    setStatus(core, caller, id, MediaStatus, message),
  ),
  remove: os.media.remove.handler(({ input, context: { core } }) => remove(core, input.id)),
}
