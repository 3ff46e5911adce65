import { RushesError } from '../../../shared/errors.ts'
import type { Db } from '../../database/connection/connection.ts'
import type { CopyKey } from '../../database/duplicates/trashed-copies.ts'
import { tablesWithTombstones } from '../../database/journal/followed-tables.ts'
import type { JournalRow } from '../../database/journal/net-changes.ts'
import { type NetChange, sumUp } from '../../database/journal/net-changes.ts'
import { findChangedSince, findUnkept } from '../../database/journal/reverse.ts'
import { findSubject } from '../../database/journal/subjects.ts'

/** The steps that reverse an entry. */
export interface Plan {
  /** Ids to restore and to remove, by table. */
  restore: Record<(typeof tablesWithTombstones)[number], string[]>
  remove: Record<(typeof tablesWithTombstones)[number], string[]>
  /** Videos that the entry associated with workflows to remove. */
  associated: string[]
  /** Copies to restore from the trash, and those to move there again. */
  copies: { restore: CopyKey[]; trash: CopyKey[] }
  /** All other rows, which get their former values. */
  rows: NetChange[]
}

const noIds = (): Plan['restore'] => ({ videos: [], media: [], workflows: [], analysis_jobs: [], processing_jobs: [] })

/** Plans how to reverse rows of the journal. */
export function planReversal(journal: readonly JournalRow[]): Plan {
  const nets = sumUp(journal)
  const plan: Plan = {
    restore: noIds(),
    remove: noIds(),
    associated: [],
    copies: { restore: copiesOf(nets, 'new'), trash: copiesOf(nets, 'old') },
    rows: [],
  }
  for (const { tbl, subject, existed, exists } of nets) {
    if (!isWithTombstones(tbl) || existed === exists) continue
    plan[existed ? 'restore' : 'remove'][tbl].push(String(subject))
  }
  const videos = new Set([...plan.restore.videos, ...plan.remove.videos])
  const workflows = new Set([...plan.restore.workflows, ...plan.remove.workflows])
  plan.associated = nets
    .filter(({ tbl, key }) => tbl === 'workflow_videos' && workflows.has(String(key[0])))
    .map(({ subject }) => String(subject))
  plan.rows = nets.filter(({ tbl, subject, key, existed, exists }) => {
    if (isWithTombstones(tbl)) return existed && exists
    if (tbl === 'trashed_copies') return false
    // Their rows are restored and removed with them.
    if (videosTables.has(tbl) && videos.has(String(subject))) return false
    return !(tbl.startsWith('workflow_') && workflows.has(String(key[0])))
  })
  return plan
}

/** Returns the copies that are in the trash after the changes (`new`), or only before them (`old`). */
function copiesOf(nets: readonly NetChange[], side: 'old' | 'new'): CopyKey[] {
  return nets
    .filter(({ tbl, exists }) => tbl === 'trashed_copies' && exists === (side === 'new'))
    .map(({ subject, key, [side]: { path } }) => ({
      step_id: String(subject),
      seq: Number(key[0]),
      path: String(path),
    }))
}

const videosTables = new Set([
  'tagged_videos',
  'video_generation',
  'workflow_videos',
  'video_versions',
  'collected_videos',
  'video_notes',
])

function isWithTombstones(tbl: string): tbl is (typeof tablesWithTombstones)[number] {
  return (tablesWithTombstones as readonly string[]).includes(tbl)
}

/** Requires that rows are as they were after an entry. @throws RushesError CONFLICT, which says which is not */
export async function requireUnchanged(db: Db, { rows }: Plan): Promise<void> {
  const unkept = findUnkept(rows)
  if (unkept)
    throw new RushesError(
      'CONFLICT',
      `A value of ${(await findSubject(db, unkept)).name} was no text, which the history does not keep.`,
    )
  const changed = await findChangedSince(db, rows)
  if (!changed) return
  const { name, isPresent } = await findSubject(db, changed)
  throw new RushesError(
    'CONFLICT',
    isPresent ? `${name} has been changed since then: ${wordsOf(changed)}.` : `${name} has been removed since then.`,
  )
}

const nouns: Record<string, string> = {
  tagged_videos: 'its tags',
  video_generation: 'its generation details',
  image_generation: 'its generation details',
  workflow_videos: 'its associations',
  workflow_images: 'its associations',
  duplicate_decisions: 'its decisions',
  link_decisions: 'its links',
  saved_searches: 'the saved search',
  collections: 'the collection',
  collected_videos: 'its place in a collection',
  video_notes: 'its label or note',
  tagged_images: 'its tags',
  image_notes: 'its rating, label or note',
  video_versions: 'its answer',
  locations: 'its location',
  watched_folders: 'the watched folder',
  analysis_jobs: 'its corrected ranges',
}

const columnWords: Record<string, string> = {
  name: 'its name',
  Name: 'its name',
  rating: 'its rating',
  file_path: 'its location',
  Path: 'its location',
  source_type: 'its source',
  '#metadata': 'its metadata',
  MediaStatus: 'its status',
  status: 'its status',
  '#definition': 'its definition',
  '#description': 'its description',
}

function wordsOf({ tbl, new: values }: NetChange): string {
  return (
    nouns[tbl] ??
    Object.keys(values)
      .map((name) => columnWords[name] ?? name)
      .join(', ')
  )
}
