import { expect, it } from 'vitest'
import { axisOf, positionOn, spanOf } from '../../../renderer/workflows/run-span.ts'

const now = Date.parse('2026-03-14T12:00:00Z')
const run = (started_at: string | null, completed_at: string | null, status = 'completed') => ({
  id: 'r',
  workflow_id: 'w',
  workflow_name: 'W',
  status,
  started_at,
  completed_at,
  error: null,
  execution_data: null,
  outputs: [],
  output_count: 0,
})

it('a run lies on the axis of all runs as parts of its length', () => {
  const runs = [run('2026-03-14 10:00:00', '2026-03-14 10:30:00'), run('2026-03-14 11:00:00', null, 'running')]
  const axis = axisOf(runs, now)
  const places = runs.map((one) => axis && positionOn(axis, spanOf(one, now) ?? axis))
  expect(places).toEqual([
    { left: 0, width: 0.25 },
    { left: 0.5, width: 0.5 },
  ])
})

it('what nobody noted takes no room: no starting, no end, an end before the starting', () => {
  expect(spanOf(run(null, '2026-03-14 10:30:00'), now)).toBeNull()
  expect(spanOf(run('yesterday', null), now)).toBeNull()
  for (const end of [null, '2026-03-14 09:00:00']) {
    const span = spanOf(run('2026-03-14 10:00:00', end), now)
    expect(span && span.end - span.start).toBe(0)
  }
  expect(axisOf([], now)).toBeNull()
})
