import type { Core } from '../core.ts'
import {
  type Candidate,
  listCandidates,
  listKnownFingerprints,
  listPresent,
} from '../database/contents/moved-locations.ts'
import type { FileStat, Fingerprint } from '../media/files/file-tasks.ts'
import { absolutePath } from '../storage/absolute-path.ts'
import { isRespelt } from '../storage/respelt.ts'
import type { FingerprintedFile } from './hash-unchanged.ts'
import { type MovedFile, recordMovedFiles } from './record-moved-files.ts'
import { statFiles } from './stat-files.ts'

/** Files of one fingerprint, which may all be the same moved content. */
interface Claim {
  fingerprint: Fingerprint
  paths: string[]
}

/**
 * Lists those of `paths`, a few thousand at the most, that have no location yet and the fingerprint of a video: it may
 * have been moved there.
 * @throws RushesError CANCELLED
 */
export async function listMoveCandidates(
  core: Core,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<FingerprintedFile[]> {
  // A recorded path with another content is a changed file.
  const present = await listPresent(core.db, paths)
  const absent = paths.filter((path) => !present.has(path))
  if (absent.length === 0) return []
  const fingerprints = await core.files.run({ kind: 'fingerprints', paths: absent }, { signal })
  const files = absent.flatMap((path, index) => {
    const fingerprint = fingerprints[index]
    return fingerprint && fingerprint.size_bytes > 0 ? [{ path, ...fingerprint }] : []
  })
  const known = await listKnownFingerprints(core.db, files)
  return files.filter((_, index) => known.has(index))
}

const batchSize = 1000

/**
 * [Note: following a move] A file at a new path was moved or renamed if its size, modification time and sample are
 * those of exactly one content of one video, and all locations of that content are missing. The video follows at once,
 * and the hash of the whole file confirms that in the background (`confirm-moved-files.ts`). In doubt (a location that
 * is still there, two contents with this fingerprint, more such files than locations) a file is hashed first. So
 * `files` must be all that an import found: of two copies found far apart, the first would otherwise be followed before
 * the second is known. `onMoved` is called with files that were followed, some at a time. Returns the paths of the
 * rest.
 * @throws RushesError CANCELLED
 */
export async function followMovedFiles(
  core: Core,
  files: readonly FingerprintedFile[],
  { signal, onMoved }: { signal: AbortSignal; onMoved: (files: readonly MovedFile[]) => void },
): Promise<string[]> {
  const claims = groupByFingerprint(files)
  const followed = new Set<string>()
  for (let start = 0; start < claims.length; start += batchSize) {
    signal.throwIfAborted()
    const moved = await decideAll(core, claims.slice(start, start + batchSize), signal)
    await recordMovedFiles(core, moved, (some) => {
      for (const { path } of some) followed.add(path)
      onMoved(some)
    })
  }
  return files.flatMap(({ path }) => (followed.has(path) ? [] : [path]))
}

function groupByFingerprint(files: readonly FingerprintedFile[]): Claim[] {
  const claims = new Map<string, Claim>()
  for (const { path, ...fingerprint } of files) {
    const key = Object.values(fingerprint).join()
    const claim = claims.get(key) ?? { fingerprint, paths: [] }
    claim.paths.push(path)
    claims.set(key, claim)
  }
  return [...claims.values()]
}

async function decideAll(core: Core, claims: readonly Claim[], signal: AbortSignal): Promise<MovedFile[]> {
  const fingerprints = claims.map(({ fingerprint }) => fingerprint)
  const candidates = await listCandidates(core.db, fingerprints)
  const byClaim = new Map<number, Candidate[]>()
  for (const candidate of candidates) {
    byClaim.set(candidate.position, [...(byClaim.get(candidate.position) ?? []), candidate])
  }
  const stats = await statCandidates(core, candidates, signal)
  const moved: MovedFile[] = []
  for (const [position, claim] of claims.entries()) {
    moved.push(...(await decide(core, claim, byClaim.get(position) ?? [], stats)))
  }
  return moved
}

/** Stats the old paths, and those that the videos play from; the keys are the paths as the database has them. */
async function statCandidates(
  core: Core,
  candidates: readonly Candidate[],
  signal: AbortSignal,
): Promise<Map<string, FileStat>> {
  const paths = [...new Set(candidates.flatMap(({ path, plays }) => [path, plays]))]
  const absolute = (path: string) => absolutePath(core.layout, path)
  const stats = await statFiles(core, paths.map(absolute), signal)
  return new Map(paths.map((path) => [path, stats.get(absolute(path)) ?? 'unknown']))
}

async function decide(
  core: Core,
  { fingerprint, paths }: Claim,
  candidates: readonly Candidate[],
  stats: ReadonlyMap<string, FileStat>,
): Promise<MovedFile[]> {
  // A file may have come back to an old path.
  const claimed = new Set(paths)
  const old = candidates.filter(({ path }) => !claimed.has(path))
  const [first] = old
  const contents = new Set(candidates.map(({ file_hash }) => file_hash))
  if (!first || contents.size !== 1 || first.video_count !== 1 || paths.length > candidates.length) return []
  for (const { path } of old) {
    const isGone = stats.get(path) === 'gone' || (paths.length === 1 && (await isRespelt(path, paths[0] ?? '')))
    if (!isGone) return []
  }
  const { video_id, file_hash } = first
  const oldPaths = old.map(({ path }) => path)
  const plays = absolutePath(core.layout, first.plays)
  const isLost = oldPaths.includes(first.plays) || oldPaths.includes(plays) || stats.get(first.plays) === 'gone'
  return paths.map((path, index) => ({
    path,
    ...fingerprint,
    video_id,
    file_hash,
    // The old paths are marked once, and the video plays from the first of several copies.
    oldPaths: index === 0 ? oldPaths : [],
    isPlayed: index === 0 && isLost,
  }))
}
