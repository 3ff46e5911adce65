import type { Core } from '../core.ts'
import { type KnownFile, listKnownFiles, listKnownSamples } from '../database/known-contents.ts'
import { putVerifiedLocations } from '../database/locations.ts'
import { toTimestamp } from '../database/timestamp.ts'
import type { RunningJob } from '../jobs/running-job.ts'
import type { Look } from '../media/hash-task.ts'
import { absolutePath } from '../storage/layout.ts'
import type { Seen } from './record.ts'

/** A file whose content the library has, and its video. */
export interface Copy {
  path: string
  video_id: string
}

interface HashedCopy extends Seen {
  file_hash: string
}

/** Larger files take longer to read than to note, and are worth being shown one by one. */
const mostBytes = 1024 * 1024
/** So many are hashed by a thread in one go and recorded in one transaction. */
const atOnce = 100

/**
 * [Note: copies in passing] Small files that have the size and the sample of a known content are most likely copies of it. They are hashed
 * many at a time, and those that are copies gain their locations in one transaction. What is told of them is what would be told of each
 * by itself: where anything else is known of a path, or the video has lost its file, the file goes its own way. `onRecorded` is told of
 * those that were recorded, some at a time. Answers with the rest, in their order.
 * @throws RushesError CANCELLED
 */
export async function passCopies(
  core: Core,
  paths: readonly string[],
  { job, onRecorded }: { job: RunningJob; onRecorded: (copies: readonly Copy[]) => void },
): Promise<string[]> {
  const likely = await findLikely(core, paths, job.signal)
  const passed = new Set<string>()
  for (let start = 0; start < likely.length; start += atOnce) {
    await job.unpaused()
    const hashed = await hashAll(core, likely.slice(start, start + atOnce), job.signal)
    const recorded = await record(core, hashed, job.signal)
    for (const { path } of recorded) passed.add(path)
    onRecorded(recorded)
  }
  return paths.filter((path) => !passed.has(path))
}

async function findLikely(core: Core, paths: readonly string[], signal: AbortSignal): Promise<Seen[]> {
  if (paths.length === 0) return []
  const fingerprints = await core.hashes.run({ kind: 'fingerprints', paths }, { signal })
  const small = paths.flatMap((path, index) => {
    const looks = fingerprints[index]
    return looks && looks.size_bytes > 0 && looks.size_bytes <= mostBytes ? [{ path, ...looks }] : []
  })
  const known = await listKnownSamples(core.db, small)
  return small.filter((_, index) => known.has(index))
}

/** Those that can be read and do not change meanwhile. */
async function hashAll(core: Core, files: readonly Seen[], signal: AbortSignal): Promise<HashedCopy[]> {
  const hashes = await core.hashes.run({ kind: 'hashes', paths: files.map(({ path }) => path) }, { signal })
  return files.flatMap((file, index) => {
    const read = hashes[index]
    const isSame = read && !read.moved && read.size_bytes === file.size_bytes && read.mtime_ms === file.mtime_ms
    return isSame ? [{ ...file, file_hash: read.file_hash }] : []
  })
}

async function record(core: Core, files: readonly HashedCopy[], signal: AbortSignal): Promise<Copy[]> {
  const known = await listKnownFiles(core.db, files)
  const places = [...new Set(known.map(({ plays }) => plays))]
  const paths = places.map((place) => absolutePath(core.layout, place))
  const looks = await core.hashes.run({ kind: 'looks', paths }, { signal })
  const seen = new Map(places.map((place, index) => [place, looks[index]]))
  const whole = new Set(known.filter((file) => isWhole(file, seen.get(file.plays))).map(keyOf))
  if (whole.size === 0) return []
  const now = toTimestamp(core.clock())
  return await core.write(async (db, touch) => {
    // What was true before the look may not be true any more.
    const still = (await listKnownFiles(db, files)).filter((file) => whole.has(keyOf(file)))
    const copies = still.flatMap(({ position, video_id }) => {
      const file = files[position]
      return file ? [{ ...file, video_id }] : []
    })
    await putVerifiedLocations(db, copies, now)
    if (copies.length > 0) touch('videos')
    return copies
  })
}

/** As `holdsContent` tells of one. */
function isWhole({ size_bytes, mtime_ms }: KnownFile, look: Look | undefined): boolean {
  if (typeof look !== 'object' || look.size_bytes !== size_bytes) return false
  return mtime_ms === null || look.mtime_ms === mtime_ms
}

function keyOf({ position, video_id, plays }: KnownFile): string {
  return JSON.stringify([position, video_id, plays])
}
