import { existsSync } from 'node:fs'
import { v7 as uuidv7 } from 'uuid'
import type { sourceTypes } from '../../shared/contract/videos.ts'
import { RushesError } from '../../shared/errors.ts'
import type { Core } from '../core.ts'
import type { Db } from '../database/connection.ts'
import {
  findLocation,
  insertLocations,
  listLocations,
  listUnwritten,
  lostLocation,
  markMissing,
  neverSeen,
  putLocation,
} from '../database/locations.ts'
import { toTimestamp } from '../database/timestamp.ts'
import { insertVersion } from '../database/versions.ts'
import {
  findVideo,
  findVideoByHash,
  findVideoByPath,
  insertVideo,
  type ListedVideo,
  updateVideo,
} from '../database/videos.ts'
import type { Touch } from '../database/write.ts'
import type { Fingerprint } from '../media/hash-task.ts'
import type { VideoFacts } from '../media/video-facts.ts'
import { holdsContent } from './holds-content.ts'
import { offlineAmong } from './offline.ts'
import { videoOf } from './video-of.ts'

/** A path at which a content was just seen. */
export interface Seen extends Fingerprint {
  path: string
}

export interface Recorded {
  video_id: string
  is_duplicate: boolean
}

interface NewVideo {
  name: string
  file_hash: string
  source_type: (typeof sourceTypes)[number]
  facts: VideoFacts
  /** The one that plays first. */
  seen: readonly [Seen, ...Seen[]]
}

/**
 * Records a new content and its locations in one transaction. When another import recorded the same content a moment
 * ago, its video gains the locations instead. `alongside` then writes what belongs to it in the same transaction;
 * it hears whether the video is a new one.
 * @throws RushesError FILE_MISSING when a removal took the file to the trash meanwhile.
 */
export async function recordVideo(
  core: Core,
  video: NewVideo,
  alongside?: (db: Db, touch: Touch, isNew: boolean) => Promise<void>,
): Promise<Recorded> {
  const now = core.clock()
  return await core.write(async (db, touch) => {
    touch('videos')
    const known = await videoOf(core, db, { path: video.seen[0].path, file_hash: video.file_hash })
    if (known) {
      await addLocations(core, db, known, video.seen)
      await alongside?.(db, touch, false)
      return { video_id: known.id, is_duplicate: true }
    }
    const overwritten = await findOverwritten(db, video)
    await putLocations(db, video.file_hash, video.seen, now)
    const [plays] = video.seen
    if (!existsSync(plays.path)) throw new RushesError('FILE_MISSING', `${plays.path} is not there any more.`)
    const id = uuidv7()
    await insertVideo(db, {
      id,
      name: video.name,
      file_path: plays.path,
      file_hash: video.file_hash,
      size_bytes: plays.size_bytes,
      source_type: video.source_type,
      created_at: toTimestamp(now),
      ...video.facts,
    })
    await alongside?.(db, touch, true)
    if (overwritten) await insertVersion(db, { video_id: id, ...overwritten, noticed_at: toTimestamp(now) })
    return { video_id: id, is_duplicate: false }
  })
}

/** The video whose file a new content was written over: the one that lay, as far as anybody knew, where the new one was seen. */
async function findOverwritten(db: Db, { seen }: NewVideo): Promise<{ previous_id: string; path: string } | undefined> {
  for (const { path } of seen) {
    const last = await findLocation(db, path)
    const there = last?.missing_since === null ? await findVideoByHash(db, last.file_hash) : undefined
    const previous = (await findVideoByPath(db, path)) ?? there
    if (previous) return { previous_id: previous.id, path }
  }
  return undefined
}

/** Records that a known content was seen at this path too. Undefined when it was removed a moment ago. */
export async function recordDuplicate(core: Core, known: ListedVideo, seen: Seen): Promise<Recorded | undefined> {
  return await core.write(async (db, touch) => {
    if (!(await findVideo(db, known.id))) return undefined
    touch('videos')
    await addLocations(core, db, known, [seen])
    return { video_id: known.id, is_duplicate: true }
  })
}

/** A content, and where it was seen. */
export interface SeenContent extends Seen {
  file_hash: string
}

/** Records which content lies at a path now, be it a video's or not; a video that played from there is moved or lost. */
export async function recordContent(core: Core, fileHash: string, seen: Seen): Promise<void> {
  await core.write(async (db, touch) => {
    await putContent(core, db, fileHash, seen)
    touch('videos', 'analyses', 'processing')
  })
}

/** The same of many files in one transaction. What has nothing to do with the library so far is written in one go. */
export async function recordContents(core: Core, found: readonly SeenContent[]): Promise<void> {
  const now = core.clock()
  await core.write(async (db, touch) => {
    const written = await insertLocations(db, found, toTimestamp(now))
    if (written < found.length) {
      for (const position of await listUnwritten(db, found)) {
        const { file_hash, ...seen } = found[position] as SeenContent
        await putContent(core, db, file_hash, seen)
      }
      touch('videos')
    }
    touch('duplicates', 'analyses', 'processing')
  })
}

async function putContent(core: Core, db: Db, fileHash: string, seen: Seen): Promise<void> {
  // Where nobody knows which of several it is, what is seen is remembered all the same.
  const known = await videoOf(core, db, { path: seen.path, file_hash: fileHash }).catch(() => undefined)
  if (known) await addLocations(core, db, known, [seen])
  else await putLocations(db, fileHash, [seen], core.clock())
}

/** Records that nothing is at a path any more, unless it is offline; of a path never seen only where it is said what was to be there. */
export async function recordGone(core: Core, path: string, expected: string | undefined): Promise<void> {
  const now = toTimestamp(core.clock())
  if ((await offlineAmong(core, core.db, [path]))(path)) return
  await core.write(async (db, touch) => {
    const last = await findLocation(db, path)
    if (last ? last.missing_since !== null : expected === undefined) return
    if (last) await markMissing(db, path, now)
    else if (expected !== undefined) await putLocation(db, neverSeen(path, expected, now))
    touch('videos', 'analyses', 'processing')
  })
}

async function addLocations(core: Core, db: Db, known: ListedVideo, seen: readonly [Seen, ...Seen[]]): Promise<void> {
  const now = core.clock()
  const stays = seen.some(({ path }) => path === known.file_path) || (await holdsContent(core, db, known))
  await putLocations(db, known.file_hash, seen, now)
  if (stays) return
  // Moved or written over by somebody: what is gone is noted, and the video plays from where it is now.
  const isOffline = await offlineAmong(core, db, [known.file_path])
  if (!isOffline(known.file_path)) await markMissing(db, known.file_path, toTimestamp(now))
  // Another program may have stored the content twice, the second time at this very path.
  if (!(await findVideoByPath(db, seen[0].path))) await updateVideo(db, known.id, { file_path: seen[0].path })
}

/** Notes that a content lies at these paths now; a video that played from one of them is moved or lost. */
export async function putLocations(db: Db, fileHash: string, seen: readonly Seen[], now: Date): Promise<void> {
  const when = toTimestamp(now)
  for (const location of seen) {
    await freePath(db, location.path, fileHash, now)
    await putLocation(db, { ...location, file_hash: fileHash, seen_at: when, verified_at: when })
  }
}

/**
 * Where `path` now holds another content than the video that plays from it has, that video moves to another of its
 * locations. Where it has none, its content was overwritten outside of Rushes; it stays, as missing, under a path that says so.
 */
async function freePath(db: Db, path: string, fileHash: string, now: Date): Promise<void> {
  const old = await findVideoByPath(db, path)
  if (!old || old.file_hash === fileHash) return
  const others = (await listLocations(db, old.file_hash)).filter((it) => it.path !== path && it.missing_since === null)
  for (const other of others) {
    // Another program may have stored the content twice: that path is then the other video's.
    if (!existsSync(other.path) || (await findVideoByPath(db, other.path))) continue
    await updateVideo(db, old.id, { file_path: other.path })
    return
  }
  const lost = lostLocation(old, toTimestamp(now))
  await updateVideo(db, old.id, { file_path: lost.path })
  await putLocation(db, lost)
}
