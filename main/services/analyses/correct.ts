import type { Lane } from '../../../shared/contract/analyses.ts'
import { correctedHash, correctionOf, editRanges, type RangeEdit } from '../../../shared/corrections.ts'
import { RushesError } from '../../../shared/errors.ts'
import { rangesOf } from '../../../shared/lane-ranges.ts'
import type { Core } from '../../core.ts'
import { requireLane } from '../../database/analyses/list-analyses.ts'
import { findAnalysisOfContent, upsertAnalyses } from '../../database/analyses.ts'
import { withoutAlgorithm } from '../../database/caches/cache-state.ts'
import { findConfiguration, upsertConfiguration } from '../../database/configurations.ts'
import type { Transaction } from '../../database/connection/write.ts'
import { listDurations } from '../../database/videos/durations.ts'
import { requireSmall } from '../calls/input.ts'
import { hashConfig } from '../configurations/hash-config.ts'
import { requireInside } from './save-analyses.ts'

/**
 * Applies a person's edits to the correction of an analysis, which is created at the first: a row of its own with the
 * content of the analysis, so that another content makes it stale too.
 * @throws RushesError NOT_FOUND, BAD_INPUT; FILE_CHANGED if the analysis is stale; CONFLICT if a range is gone
 */
export async function correct(core: Core, id: number, edits: readonly RangeEdit[]): Promise<Lane> {
  const lane = await requireLane(core.db, id)
  if (lane.state === 'stale')
    throw new RushesError(
      'FILE_CHANGED',
      `${lane.file_path} was overwritten since it was analysed. Run the analysis again.`,
    )
  const hash = withoutAlgorithm(lane.file_hash)
  const ends = edits.map(({ is }) => ({ end: is?.end ?? 0 }))
  requireInside(ends, (await listDurations(core.db, [hash])).get(hash), (index) => `edits.${index}.is.end`)
  const createdAt = core.clock().getTime() / 1000
  const saved = await core.write((transaction) => saveCorrection(transaction, lane, edits, createdAt))
  return await requireLane(core.db, saved)
}

/** Saves the edited ranges. Returns the id of the correction. */
async function saveCorrection(
  { db, touch }: Transaction,
  lane: Lane,
  edits: readonly RangeEdit[],
  createdAt: number,
): Promise<number> {
  const corrected = correctedHash(lane.config) ?? lane.config_hash
  const { config_hash, canonical } = hashConfig(correctionOf(corrected))
  const key = { file_hash: lane.file_hash, config_hash }
  const existing = await findAnalysisOfContent(db, key)
  if (existing && edits.length === 0) return existing.id
  const edited = editRanges(rangesOf(existing ?? lane), edits)
  if (!edited) throw new RushesError('CONFLICT', 'A range to change is no longer there: it was edited meanwhile.')
  const ranges = JSON.stringify(edited)
  requireSmall('edits', ranges)
  const { name } = await findConfiguration(db, corrected)
  await upsertConfiguration(db, { config_hash, name, config: canonical })
  const file_path = existing?.file_path ?? lane.file_path
  await upsertAnalyses(db, [{ ...key, file_path, ranges, metadata: null }], createdAt)
  touch('analyses')
  const saved = await findAnalysisOfContent(db, key)
  if (!saved) throw new RushesError('NOT_FOUND', `The correction of ${file_path} was removed right after it was saved.`)
  return saved.id
}
