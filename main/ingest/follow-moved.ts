import { realpath } from 'node:fs/promises'
import type { Core } from '../core.ts'
import { type Candidate, listCandidates, listPresent } from '../database/moved-locations.ts'
import type { Fingerprint, Look } from '../media/hash-task.ts'
import { absolutePath } from '../storage/layout.ts'
import { type Moved, recordMoved } from './record-moved.ts'

interface Options {
  signal: AbortSignal
  /** Called with those that were followed, a batch at a time. */
  onMoved: (files: readonly Moved[]) => void
}

/** Files that nobody has seen at their paths, and that look the same. */
interface Claim {
  looks: Fingerprint
  paths: string[]
}

const batchSize = 1000

/**
 * [Note: following a move] A file that nobody has seen at its path, and whose size, modification time and sample are those of exactly
 * one content of one video, whose known paths are all gone, was moved or renamed: its video follows at once, and the hash of the
 * whole file confirms that in the background (confirm-moved.ts). Any doubt (an old path that is still there, two contents that look
 * the same, more such files than old paths) leaves a file to be hashed first. Answers with the rest, in their order.
 * @throws RushesError CANCELLED
 */
export async function followMoved(core: Core, paths: readonly string[], options: Options): Promise<string[]> {
  const rest: string[] = []
  for (let start = 0; start < paths.length; start += batchSize) {
    options.signal.throwIfAborted()
    rest.push(...(await followBatch(core, paths.slice(start, start + batchSize), options)))
  }
  return rest
}

async function followBatch(core: Core, batch: readonly string[], { signal, onMoved }: Options): Promise<string[]> {
  const claims = await groupByLooks(core, batch, signal)
  const rows = await listCandidates(
    core.db,
    claims.map(({ looks }) => looks),
  )
  if (rows.length === 0) return [...batch]
  const byClaim = new Map<number, Candidate[]>()
  for (const row of rows) byClaim.set(row.position, [...(byClaim.get(row.position) ?? []), row])
  const looks = await lookAt(core, rows, signal)
  const moved: Moved[] = []
  for (const [position, claim] of claims.entries()) {
    moved.push(...(await decide(core, claim, byClaim.get(position) ?? [], looks)))
  }
  const followed = new Set<string>()
  await recordMoved(core, moved, (some) => {
    for (const { path } of some) followed.add(path)
    onMoved(some)
  })
  return batch.filter((path) => !followed.has(path))
}

/** Only of files that are new at their paths: a known path with another content is a changed file. */
async function groupByLooks(core: Core, batch: readonly string[], signal: AbortSignal): Promise<Claim[]> {
  const present = await listPresent(core.db, batch)
  const paths = batch.filter((path) => !present.has(path))
  const fingerprints = await core.hashes.run({ kind: 'fingerprints', paths }, { signal })
  const claims = new Map<string, Claim>()
  for (const [index, path] of paths.entries()) {
    const looks = fingerprints[index]
    if (!looks || looks.size_bytes === 0) continue
    const key = Object.values(looks).join()
    const claim = claims.get(key) ?? { looks, paths: [] }
    claim.paths.push(path)
    claims.set(key, claim)
  }
  return [...claims.values()]
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
  const old = candidates.filter(({ path }) => !paths.includes(path))
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
