import type { Content, FingerprintedFile } from '../contents/hash-unchanged.ts'
import { isFileOf, statFiles } from '../contents/stat-files.ts'
import type { Core } from '../core.ts'
import { type KnownFile, listKnownFiles, listKnownSamples } from '../database/contents/known-contents.ts'
import { upsertVerifiedLocations } from '../database/contents/locations.ts'
import type { RunningJob } from '../jobs/running-job.ts'
import type { FileStat } from '../media/files/file-tasks.ts'
import { absolutePath } from '../storage/absolute-path.ts'

/** A file whose content the library has, and its video. */
export interface Copy {
  path: string
  video_id: string
}

/** Larger files take longer to read than to record, and are worth being shown one by one. */
const mostBytes = 1024 * 1024
/** Number of files that a thread hashes in one task, and that one transaction records. */
const batchSize = 100

/**
 * [Note: copies in passing] Small files with the size and the sample of a known content are most likely copies of it.
 * They are hashed in batches, and the locations of the copies among them are put in one transaction. The outcome is the
 * same as that of the pipeline: a file goes through it if anything else is known of its path, or if the video has lost
 * its file. `onRecorded` is called with the copies that were recorded, some at a time. Returns the rest, in their
 * order.
 * @throws RushesError CANCELLED
 */
export async function skipCopies(
  core: Core,
  paths: readonly string[],
  { job, onRecorded }: { job: RunningJob; onRecorded: (copies: readonly Copy[]) => void },
): Promise<string[]> {
  const likely = await listLikelyCopies(core, paths, job.signal)
  const skipped = new Set<string>()
  for (let start = 0; start < likely.length; start += batchSize) {
    await job.unpaused()
    const contents = await hashAll(core, likely.slice(start, start + batchSize), job.signal)
    const recorded = await recordCopies(core, contents, job.signal)
    for (const { path } of recorded) skipped.add(path)
    onRecorded(recorded)
  }
  return paths.filter((path) => !skipped.has(path))
}

async function listLikelyCopies(
  core: Core,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<FingerprintedFile[]> {
  if (paths.length === 0) return []
  const fingerprints = await core.files.run({ kind: 'fingerprints', paths }, { signal })
  const small = paths.flatMap((path, index) => {
    const fingerprint = fingerprints[index]
    return fingerprint && fingerprint.size_bytes > 0 && fingerprint.size_bytes <= mostBytes
      ? [{ path, ...fingerprint }]
      : []
  })
  const known = await listKnownSamples(core.db, small)
  return small.filter((_, index) => known.has(index))
}

/** Hashes files in one task; leaves out those that cannot be read or have changed. */
async function hashAll(core: Core, files: readonly FingerprintedFile[], signal: AbortSignal): Promise<Content[]> {
  const hashes = await core.files.run({ kind: 'hashes', paths: files.map(({ path }) => path) }, { signal })
  return files.flatMap((file, index) => {
    const read = hashes[index]
    return read && !read.changed && isFileOf(read, file.size_bytes, file.mtime_ms)
      ? [{ ...file, file_hash: read.file_hash }]
      : []
  })
}

async function recordCopies(core: Core, contents: readonly Content[], signal: AbortSignal): Promise<Copy[]> {
  const known = await listKnownFiles(core.db, contents)
  const absolute = (file: KnownFile) => absolutePath(core.layout, file.plays)
  const stats = await statFiles(core, [...new Set(known.map(absolute))], signal)
  const whole = new Set(known.filter((file) => isWhole(file, stats.get(absolute(file)))).map(keyOf))
  if (whole.size === 0) return []
  return await core.write(async ({ db, touch, now }) => {
    // The rows may have changed since they were read.
    const still = (await listKnownFiles(db, contents)).filter((file) => whole.has(keyOf(file)))
    const copies = still.flatMap(({ position, video_id }) => {
      const content = contents[position]
      return content ? [{ ...content, video_id }] : []
    })
    await upsertVerifiedLocations(db, copies, now)
    if (copies.length > 0) touch('videos')
    return copies
  })
}

/** Returns whether the file of the video still holds its content, as `holdsContent` does for one. */
function isWhole({ size_bytes, mtime_ms }: KnownFile, stats: FileStat | undefined): boolean {
  return typeof stats === 'object' && isFileOf(stats, size_bytes, mtime_ms ?? stats.mtime_ms)
}

function keyOf({ position, video_id, plays }: KnownFile): string {
  return JSON.stringify([position, video_id, plays])
}
