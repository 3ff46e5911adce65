import { realpath } from 'node:fs/promises'
import type { Core } from '../core.ts'
import { type Candidate, listCandidates, listKnownLooks, listPresent } from '../database/moved-locations.ts'
import type { Fingerprint, Look } from '../media/hash-task.ts'
import { absolutePath } from '../storage/layout.ts'
import { type Moved, recordMoved } from './record-moved.ts'

/** A file that nobody has seen at its path, and that looks like a content of the library. */
export interface MaybeMoved {
  path: string
  looks: Fingerprint
}

/** All of those that look the same. */
interface Claim {
  looks: Fingerprint
  paths: string[]
}

/** Those of `paths`, a few thousand at the most, that may be known files from other paths, by their looks. @throws RushesError CANCELLED */
export async function findMaybeMoved(core: Core, paths: readonly string[], signal: AbortSignal): Promise<MaybeMoved[]> {
  // A known path with another content is a changed file.
  const present = await listPresent(core.db, paths)
  const absent = paths.filter((path) => !present.has(path))
  if (absent.length === 0) return []
  const fingerprints = await core.hashes.run({ kind: 'fingerprints', paths: absent }, { signal })
  const newcomers = absent.flatMap((path, index) => {
    const looks = fingerprints[index]
    return looks && looks.size_bytes > 0 ? [{ path, looks }] : []
  })
  const known = await listKnownLooks(
    core.db,
    newcomers.map(({ looks }) => looks),
  )
  return newcomers.filter((_, index) => known.has(index))
}

const batchSize = 1000

/**
 * [Note: following a move] A file that nobody has seen at its path, and whose size, modification time and sample are those of exactly
 * one content of one video, whose known paths are all gone, was moved or renamed: its video follows at once, and the hash of the
 * whole file confirms that in the background (confirm-moved.ts). Any doubt (an old path that is still there, two contents that look
 * the same, more such files than old paths) leaves a file to be hashed first. So `files` must be all that an import found: of two
 * copies that were found far from each other, the first would be followed before anybody knew of the second. `onMoved` is told of
 * those that were followed, some at a time. Answers with the rest.
 * @throws RushesError CANCELLED
 */
export async function followMoved(
  core: Core,
  files: readonly MaybeMoved[],
  { signal, onMoved }: { signal: AbortSignal; onMoved: (files: readonly Moved[]) => void },
): Promise<string[]> {
  const claims = groupByLooks(files)
  const followed = new Set<string>()
  for (let start = 0; start < claims.length; start += batchSize) {
    signal.throwIfAborted()
    const moved = await decideAll(core, claims.slice(start, start + batchSize), signal)
    await recordMoved(core, moved, (some) => {
      for (const { path } of some) followed.add(path)
      onMoved(some)
    })
  }
  return files.flatMap(({ path }) => (followed.has(path) ? [] : [path]))
}

function groupByLooks(files: readonly MaybeMoved[]): Claim[] {
  const claims = new Map<string, Claim>()
  for (const { path, looks } of files) {
    const key = Object.values(looks).join()
    const claim = claims.get(key) ?? { looks, paths: [] }
    claim.paths.push(path)
    claims.set(key, claim)
  }
  return [...claims.values()]
}

async function decideAll(core: Core, claims: readonly Claim[], signal: AbortSignal): Promise<Moved[]> {
  const rows = await listCandidates(
    core.db,
    claims.map(({ looks }) => looks),
  )
  const byClaim = new Map<number, Candidate[]>()
  for (const row of rows) {
    const some = byClaim.get(row.position)
    if (some) some.push(row)
    else byClaim.set(row.position, [row])
  }
  const looks = await lookAt(core, rows, signal)
  const moved: Moved[] = []
  for (const [position, claim] of claims.entries()) {
    moved.push(...(await decide(core, claim, byClaim.get(position) ?? [], looks)))
  }
  return moved
}

/** How the old paths look, and those from which the videos play; by the path as the database has it. */
async function lookAt(core: Core, rows: readonly Candidate[], signal: AbortSignal): Promise<Map<string, Look>> {
  const paths = [...new Set(rows.flatMap(({ path, plays }) => [path, plays]))]
  const absolute = paths.map((path) => absolutePath(core.layout, path))
  const looks = await core.hashes.run({ kind: 'looks', paths: absolute }, { signal })
  return new Map(paths.map((path, index) => [path, looks[index] ?? 'unknown']))
}

async function decide(
  core: Core,
  { looks, paths }: Claim,
  candidates: readonly Candidate[],
  seen: ReadonlyMap<string, Look>,
): Promise<Moved[]> {
  // A file may have come back to where it was before.
  const claimed = new Set(paths)
  const old = candidates.filter(({ path }) => !claimed.has(path))
  const [first] = old
  const contents = new Set(candidates.map(({ file_hash }) => file_hash))
  if (!first || contents.size !== 1 || first.video_count !== 1 || paths.length > candidates.length) return []
  for (const { path } of old) {
    const isGone = seen.get(path) === 'gone' || (paths.length === 1 && (await isRespelt(path, paths[0] ?? '')))
    if (!isGone) return []
  }
  const { video_id, file_hash } = first
  const oldPaths = old.map(({ path }) => path)
  const plays = absolutePath(core.layout, first.plays)
  const hasLost = oldPaths.includes(first.plays) || oldPaths.includes(plays) || seen.get(first.plays) === 'gone'
  return paths.map((path, index) => ({
    ...{ path, ...looks, video_id, file_hash },
    // What was there is noted once; the first of several copies is the one that plays.
    old_paths: index === 0 ? oldPaths : [],
    plays: index === 0 && hasLost,
  }))
}

/** Where a file system does not tell `Take.mp4` from `take.mp4`, a file whose case was changed is still found at its old path. */
async function isRespelt(old: string, path: string): Promise<boolean> {
  const fold = (name: string) => name.normalize('NFC').toLowerCase()
  if (old === path || fold(old) !== fold(path)) return false
  try {
    return (await realpath(old)) === (await realpath(path))
  } catch {
    return false
  }
}
