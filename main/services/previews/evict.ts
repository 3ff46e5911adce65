import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Job } from '../../../shared/contract/jobs.ts'
import { previewSettingsSchema } from '../../../shared/contract/settings.ts'
import type { Core } from '../../core.ts'
import { listPresentPaths } from '../../database/contents/locations.ts'
import { countedDryRun, isDryRun } from '../../database/journal/dry-run.ts'
import { readSetting } from '../../database/library-settings.ts'
import { listUnreferenced } from '../../database/policies.ts'
import { eachFile } from '../../jobs/each-file.ts'
import { findOwned } from '../../storage/inside-library.ts'

/** The limits of previews and proxies, among the settings of the library. */
export const previewLimits = { name: 'previews', schema: previewSettingsSchema }

/** A preview or proxy in the cache. */
interface CachedFile {
  path: string
  file_hash: string
  size_bytes: number
  /** Milliseconds since 1970; `markUsed` sets it. */
  used_ms: number
}

const hashInName = /^([0-9a-f]{64})\./
const hourMs = 60 * 60_000

/** Yields the previews and proxies of a library, folder by folder. */
async function* cachedFiles(core: Core, signal?: AbortSignal): AsyncGenerator<CachedFile[]> {
  const { posters, storyboards, waveforms, keyframes, proxies } = core.layout
  for (const folder of [posters, storyboards, waveforms, keyframes, proxies])
    for (const part of await readdir(folder).catch(() => [])) {
      signal?.throwIfAborted()
      const files: CachedFile[] = []
      for (const name of await readdir(join(folder, part)).catch(() => [])) {
        const [, file_hash] = hashInName.exec(name) ?? []
        const path = join(folder, part, name)
        const stats = file_hash === undefined ? undefined : await stat(path).catch(() => undefined)
        if (file_hash !== undefined && stats)
          files.push({ path, file_hash, size_bytes: stats.size, used_ms: Math.max(stats.atimeMs, stats.mtimeMs) })
      }
      yield files
    }
}

/** Measures the previews and proxies of a library, in bytes. */
export async function sizeOfPreviews(core: Core, signal?: AbortSignal): Promise<number> {
  let bytes = 0
  for await (const files of cachedFiles(core, signal)) for (const { size_bytes } of files) bytes += size_bytes
  return bytes
}

/**
 * Returns those of some files that can be made again: of a content with a file on a connected disk, or of none in the
 * library. The poster of a take whose disk is away is all that there is to see of it.
 */
async function remakeable(core: Core, files: readonly CachedFile[]): Promise<CachedFile[]> {
  if (files.length === 0) return []
  const hashes = [...new Set(files.map(({ file_hash }) => file_hash))]
  const free = new Set(await listUnreferenced(core.db, hashes))
  for (const { file_hash, path } of await listPresentPaths(core.db, hashes))
    if (!free.has(file_hash) && (await stat(path).catch(() => undefined))) free.add(file_hash)
  return files.filter(({ file_hash }) => free.has(file_hash))
}

async function remove(core: Core, { path }: Pick<CachedFile, 'path'>): Promise<void> {
  const owned = await findOwned(core.layout, path)
  if (owned !== undefined) await rm(owned, { force: true })
}

/** Starts the job that deletes all previews and proxies that can be made again. */
export async function startClearing(core: Core): Promise<Job> {
  if (isDryRun()) {
    let rows = 0
    for await (const files of cachedFiles(core)) rows += (await remakeable(core, files)).length
    throw countedDryRun([{ tbl: 'cache', op: 'delete', rows }])
  }
  return await core.jobs.start({ kind: 'clear_previews', title: 'previews', unit: 'files' }, async (running) => {
    for await (const files of cachedFiles(core, running.signal))
      await eachFile(running, await remakeable(core, files), (file) => remove(core, file))
    core.events.changed(['videos'])
  })
}

/**
 * Deletes the least recently used previews and proxies until the others are small enough, and returns the bytes that
 * this freed. What was used within an hour stays. Sums by hour tell which hours to delete, so that a million files need
 * no memory; what cannot be made again leaves its share to later hours.
 */
export async function evictPreviews(core: Core, maxBytes: number, signal?: AbortSignal): Promise<number> {
  const byHour = new Map<number, number>()
  let excess = -maxBytes
  for await (const files of cachedFiles(core, signal))
    for (const file of files) {
      byHour.set(hourOf(file), (byHour.get(hourOf(file)) ?? 0) + file.size_bytes)
      excess += file.size_bytes
    }
  const newest = Math.floor(core.clock().getTime() / hourMs) - 2
  const hours = [...byHour.keys()].filter((hour) => hour <= newest).toSorted((one, other) => one - other)
  let freed = 0
  while (freed < excess && hours.length > 0) {
    const chosen = new Map<number, number>()
    for (let left = excess - freed; left > 0 && hours.length > 0; ) {
      const hour = hours.shift() ?? 0
      chosen.set(hour, left)
      left -= byHour.get(hour) ?? 0
    }
    freed += await evictHours(core, chosen, signal)
  }
  return freed
}

function hourOf({ used_ms }: CachedFile): number {
  return Math.floor(used_ms / hourMs)
}

/** Deletes files of some hours, of each up to the bytes that are left to free there. */
async function evictHours(core: Core, left: Map<number, number>, signal?: AbortSignal): Promise<number> {
  let freed = 0
  for await (const files of cachedFiles(core, signal)) {
    const old = files.filter((file) => (left.get(hourOf(file)) ?? 0) > 0)
    for (const file of await remakeable(core, old)) {
      const bytes = left.get(hourOf(file)) ?? 0
      if (bytes <= 0) continue
      await remove(core, file)
      left.set(hourOf(file), bytes - file.size_bytes)
      freed += file.size_bytes
    }
  }
  return freed
}

/** Keeps previews and proxies within the limit of the library, now and each hour, as long as it is open. */
export function keepPreviewsInLimits(core: Core): { close(): Promise<void> } {
  const closing = new AbortController()
  let running = Promise.resolve()
  const check = () => {
    running = evictBeyondLimit(core, closing.signal).catch((error) => {
      if (!closing.signal.aborted) core.log.warn('previews not evicted', { error: String(error) })
    })
  }
  check()
  const timer = setInterval(check, hourMs).unref()
  return {
    async close() {
      clearInterval(timer)
      closing.abort()
      await running
    },
  }
}

async function evictBeyondLimit(core: Core, signal: AbortSignal): Promise<void> {
  const { max_bytes } = await readSetting(core.db, previewLimits)
  if (max_bytes === null || core.access.state !== 'writable') return
  const freed = await evictPreviews(core, max_bytes, signal)
  if (freed > 0) core.log.trace('jobs', 'previews evicted', { freed })
}
