import type { Grouping, NearList, Resolution } from '../../shared/contract/duplicates.ts'
import { takesAtOnce, takesPerStep } from '../../shared/contract/duplicates.ts'
import { RushesError } from '../../shared/errors.ts'
import type { Core } from '../core.ts'
import type { Db } from '../database/connection.ts'
import { listTrashed, pairOf } from '../database/duplicate-decisions.ts'
import { type ListedVideo, listVideosByRowid } from '../database/videos.ts'
import { resolveGroups } from './resolve-duplicates.ts'

interface Stretch {
  offset: number
  limit: number
}

/** A stretch of the groups of takes that look alike. @throws RushesError CANCELLED by `signal`. */
export async function listNear(
  core: Core,
  grouping: Grouping & Stretch,
  signal: AbortSignal | undefined,
): Promise<NearList> {
  const { groups, ...rest } = await core.near.find({ ...grouping, takes: takesAtOnce }, signal)
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
  // What was removed since the search is in no group.
  return { ...rest, items: shown.filter(({ takes }) => takes.length > 1) }
}

/** Answers whether a take went to the trash before in favour of the first of its group. */
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
 * Keeps the first take of each group, as `listNear` showed them, and puts the others in the trash, as many as one step takes.
 * @throws RushesError CONFLICT where the groups are not those of `version` any more; as `resolveGroups`.
 */
export async function resolveAll(
  core: Core,
  { version, ...grouping }: Grouping & { version: string },
  signal: AbortSignal | undefined,
): Promise<Resolution> {
  const asked = { ...grouping, offset: 0, limit: takesPerStep, takes: takesPerStep + 1 }
  const found = await core.near.find(asked, signal)
  if (found.version !== version) throw new RushesError('CONFLICT', 'The groups have changed since they were shown.')
  if (found.total === 0) throw new RushesError('NOT_FOUND', 'There are no takes that look alike.')
  const rowids = found.groups.flatMap(({ takes }) => takes.map(({ rowid }) => rowid))
  const videos = await listVideosByRowid(core.db, rowids)
  let left = takesPerStep
  const groups = found.groups.flatMap(({ takes }) => {
    const [kept_id = '', ...others] = takes.slice(0, left + 1).map(({ rowid }) => videos.get(rowid)?.id ?? '')
    left -= others.length
    return others.length > 0 ? [{ kept_id, takes: others.map((id) => ({ id, decision: 'trash' as const })) }] : []
  })
  return await resolveGroups(core, groups)
}
