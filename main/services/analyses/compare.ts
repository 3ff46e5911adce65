import type { z } from 'zod'
import type { AnalysisComparison, comparisonRequestSchema } from '../../../shared/contract/compared-analyses.ts'
import { correctedHash } from '../../../shared/corrections.ts'
import type { Core } from '../../core.ts'
import type { ComparedPage } from '../../database/analyses/comparison-thread.ts'
import { findConfiguration } from '../../database/configurations.ts'
import { listVideoIds, listVideosByRowid } from '../../database/videos.ts'
import { badField } from '../calls/input.ts'
import { resolveFilter } from '../videos/resolve-filter.ts'

type Input = z.infer<typeof comparisonRequestSchema>

/** More than a library has in practice. */
const mostVideos = 10_000_000

/** Compares analyses of videos, in a thread. @throws RushesError BAD_INPUT; CANCELLED, soon after `signal` */
export async function compareAnalyses(
  core: Core,
  input: Input,
  signal: AbortSignal | undefined,
): Promise<AnalysisComparison> {
  const { config_hashes, bin, tolerance_seconds = null, offset, limit, wait } = input
  if (new Set(config_hashes).size < config_hashes.length)
    throw badField('config_hashes', 'Name each configuration once.')
  if (bin && bin.configuration >= config_hashes.length)
    throw badField('bin.configuration', 'Give an index of the configurations.')
  const configurations = await Promise.all(config_hashes.map((hash) => findConfiguration(core.db, hash)))
  const is_reference = configurations.map(({ config }) => correctedHash(config) !== null)
  const ignores_labels = input.ignore_labels ?? new Set(configurations.map(({ name }) => name)).size > 1
  const request = {
    config_hashes,
    is_reference,
    ids: await findIds(core, input),
    tolerance_seconds,
    ignores_labels,
    bin: bin ?? null,
    offset,
    limit,
  }
  let page = await core.comparison.compare(request, signal)
  while (wait && page.done < page.of) page = await core.comparison.compare(request, signal)
  return {
    ...(await withVideos(core, page)),
    ignores_labels,
    configurations: configurations.map((one, index) => ({ ...one, is_correction: is_reference[index] ?? false })),
  }
}

/** Returns the ids of the videos to compare, sorted so that they name the same comparison; null for all. */
async function findIds(core: Core, { query, video_ids }: Input): Promise<string[] | null> {
  if (query === undefined) return video_ids?.toSorted() ?? null
  const page = { sort: 'added', order: 'asc', offset: 0, limit: mostVideos } as const
  const found = await listVideoIds(core.db, await resolveFilter(core, { query }), page)
  const wanted = video_ids && new Set(video_ids)
  return wanted ? found.filter((id) => wanted.has(id)) : found
}

async function withVideos(core: Core, { takes, ...rest }: ComparedPage) {
  const rowids = takes.map(({ rowid }) => rowid)
  const videos = await listVideosByRowid(core.db, rowids)
  // One that was removed meanwhile is left out.
  const items = takes.flatMap(({ rowid, ...take }) => {
    const video = videos.get(rowid)
    return video ? [{ video, ...take }] : []
  })
  return { ...rest, items }
}
