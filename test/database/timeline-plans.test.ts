import { expect, test } from 'vitest'
import { stepsQuery } from '../../main/database/checkpoints.ts'
import { framesQuery } from '../../main/database/timelines/frames.ts'
import { timelinesQuery } from '../../main/database/timelines.ts'
import { versionsQuery } from '../../main/database/versions.ts'
import { timelineSorts } from '../../shared/contract/timelines.ts'
import { versionSorts } from '../../shared/contract/versions.ts'
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

test.for(timelineSorts.filter((sort) => sort !== 'created'))(
  'timelines by %s: the page is chosen first, with counts by index',
  async (sort) => {
    const { core } = await openLibrary()
    for (const order of ['asc', 'desc'] as const) {
      const plan = planOf(core, timelinesQuery(core.db, undefined, { sort, order, offset: 100, limit: 100 }))
      expect(plan).toMatch(/SEARCH timelines USING INDEX sqlite_autoindex_timelines_1 \(id=\?\)/)
      expect(plan).not.toMatch(/SCAN (checkpoints|jobs|videos|timeline_frames)/)
      // One sort of all rows, and one of those of the page.
      expect(plan.match(/TEMP B-TREE/g)?.length).toBeLessThanOrEqual(2)
    }
  },
)

test.for(versionSorts.filter((sort) => sort !== 'found'))(
  'versions by %s: one sort, with names by index',
  async (sort) => {
    const { core } = await openLibrary()
    const plan = planOf(
      core,
      versionsQuery(core.db, { answered: false }, { sort, order: 'asc', offset: 0, limit: 100 }),
    )
    expect(plan).not.toMatch(/SCAN videos/)
    expect(plan.match(/TEMP B-TREE/g)).toHaveLength(1)
  },
)
