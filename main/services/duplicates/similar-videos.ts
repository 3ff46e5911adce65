import type { Grouping, Resolution, SimilarList } from '../../../shared/contract/duplicates.ts'
import { videosPerSearch, videosPerStep } from '../../../shared/contract/duplicates.ts'
import { RushesError } from '../../../shared/errors.ts'
import type { Core } from '../../core.ts'
import type { Db } from '../../database/connection/connection.ts'
import { endsThere as endsHere } from '../../database/connection/keyset.ts'
import type { Page } from '../../database/connection/query-parts.ts'
import { listTrashed, pairOf } from '../../database/duplicates/decisions.ts'
import type { ListedVideo } from '../../database/videos/listed-video.ts'
import { findVideoRowid, listVideosByRowid } from '../../database/videos.ts'
import { resolveGroups } from './resolve-groups.ts'

/**
 * Lists a page of the groups of similar videos, each of which is named by its first video.
 * @throws RushesError NOT_FOUND for the group `after`; CANCELLED by `signal`
 */
export async function listSimilar(
  core: Core,
  { after, ...grouping }: Grouping & Page,
  signal: AbortSignal | undefined,
): Promise<SimilarList> {
  const cursor = after === undefined ? undefined : await findVideoRowid(core.db, after)
  if (after !== undefined && cursor === undefined) throw endsHere(after)
  const request = { ...grouping, after: cursor, takes: videosPerSearch }
  const { groups, endsThere, ...rest } = await core.similarity.find(request, signal)
  if (endsThere) throw endsHere(after ?? '')
  const rowids = groups.flatMap(({ takes }) => takes.map(({ rowid }) => rowid))
  const videos = await listVideosByRowid(core.db, rowids)
  const items = groups.map(({ takes, ...group }) => {
    const found = takes.flatMap(({ rowid, distance }) => {
      const video = videos.get(rowid)
      return video ? [{ ...video, distance }] : []
    })
    return { ...group, takes: found }
  })
  const wasTrashed = await findTrashed(core.db, items)
  const shown = items.map(({ takes, ...group }) => ({
    ...group,
    takes: takes.map((take) => ({ ...take, was_trashed: wasTrashed(takes[0], take) })),
  }))
  // A group may have lost videos that were removed since the search.
  return { ...rest, items: shown.filter(({ takes }) => takes.length > 1) }
}

/** Returns a function that tells whether a video went to the trash before in favour of the first of its group. */
async function findTrashed(db: Db, groups: readonly { takes: readonly ListedVideo[] }[]) {
  const pairs = groups.flatMap(({ takes: [kept, ...others] }) =>
    others.flatMap((take) => (kept && pairOf(kept.file_hash, take.file_hash)) ?? []),
  )
  const rows = await listTrashed(db, pairs)
  const keys = new Set(
    rows.map(({ first_hash, second_hash, trashed_hash }) => [first_hash, second_hash, trashed_hash].join()),
  )
  return (kept: ListedVideo | undefined, take: ListedVideo) => {
    const pair = kept && pairOf(kept.file_hash, take.file_hash)
    return pair !== undefined && keys.has([pair.first_hash, pair.second_hash, take.file_hash].join())
  }
}

/**
 * Keeps the first video of each group that `listSimilar` lists and moves the others to the trash, as many as one step
 * allows.
 * @throws RushesError CONFLICT if the groups have changed since `version`; see `resolveGroups`.
 */
export async function resolveAll(
  core: Core,
  { version, ...grouping }: Grouping & { version: string },
  signal: AbortSignal | undefined,
): Promise<Resolution> {
  const query = { ...grouping, offset: 0, limit: videosPerStep, takes: videosPerStep + 1 }
  const found = await core.similarity.find(query, signal)
  if (found.version !== version) throw new RushesError('CONFLICT', 'The groups have changed since they were listed.')
  if (found.total === 0) throw new RushesError('NOT_FOUND', 'There are no similar takes.')
  const rowids = found.groups.flatMap(({ takes }) => takes.map(({ rowid }) => rowid))
  const videos = await listVideosByRowid(core.db, rowids)
  let left = videosPerStep
  const groups = found.groups.flatMap(({ takes }) => {
    const [kept_id = '', ...others] = takes.slice(0, left + 1).map(({ rowid }) => videos.get(rowid)?.id ?? '')
    left -= others.length
    return others.length > 0 ? [{ kept_id, takes: others.map((id) => ({ id, decision: 'trash' as const })) }] : []
  })
  return await resolveGroups(core, groups)
}
