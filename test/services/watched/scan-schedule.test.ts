import { afterEach, expect, test, vi } from 'vitest'
import { createScanSchedule, type ScanSchedule } from '../../../main/services/watched/scan-schedule.ts'

afterEach(() => vi.restoreAllMocks())

test('no timer is set to a negative time, however the clock runs between two reads', async () => {
  let nowMs = 1_000
  vi.spyOn(Date, 'now').mockImplementation(() => nowMs++)
  const timers = vi.spyOn(globalThis, 'setTimeout')
  let schedule: ScanSchedule | undefined
  await new Promise<void>((scanned) => {
    schedule = createScanSchedule(async () => {
      // Asked for during the scan, and overdue when it ends.
      schedule?.within(0)
      scanned()
      return 60_000
    })
    schedule.within(0)
  })
  await schedule?.end()
  expect(timers.mock.calls.map(([, ms]) => Number(ms)).filter((ms) => ms < 0)).toEqual([])
})
