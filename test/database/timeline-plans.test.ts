import { expect, test } from 'vitest'
import { stepsQuery } from '../../main/database/checkpoints.ts'
import { framesQuery } from '../../main/database/timelines/frames.ts'
import { timelinesQuery } from '../../main/database/timelines.ts'
import { openLibrary } from '../support/library.ts'
import { planOf } from '../support/plan.ts'

test('timelines, frames and the ancestors of a checkpoint are found by index, and no list is sorted', async () => {
  const { core } = await openLibrary()
  const page = { offset: 0, limit: 100 }
  const byVideo = planOf(core, timelinesQuery(core.db, 'id', page))
  expect(byVideo).toContain('SEARCH timelines USING INDEX timelines_by_asset (source_asset_id=?)')
  for (const plan of [byVideo, planOf(core, timelinesQuery(core.db, undefined, page))]) {
    expect(plan).not.toContain('USE TEMP B-TREE')
    expect(plan).not.toMatch(/SCAN (checkpoints|jobs|videos)/)
  }
  expect(planOf(core, framesQuery(core.db, 'id', { from: 5 }).select('sequence').orderBy('sequence'))).toBe(
    'SEARCH timeline_frames USING PRIMARY KEY (timeline_id=? AND sequence>? AND sequence<?)',
  )
  const steps = planOf(core, stepsQuery('id'))
  expect(steps).toMatch(/SEARCH parent USING INDEX sqlite_autoindex_checkpoints_1 \(id=\?/)
  expect(steps).not.toMatch(/SCAN (checkpoints|parent)/)
})
