import { expect, test } from 'vitest'
import { hasOutgrownStatistics } from '../../main/database/connection/analyze.ts'
import { seedRows } from '../../main/services/demo/seed-rows.ts'
import { databaseOf } from '../support/database-of.ts'
import { openLibrary } from '../support/library.ts'

test('statistics are made index by index, as ANALYZE makes them, and renewed after growth', async () => {
  const { core } = await openLibrary()
  expect(await hasOutgrownStatistics(core.db)).toBe(true)
  // It ends with the statistics.
  await seedRows(core, 400, () => undefined)
  const database = databaseOf(core)
  const statistics = () => database.prepare('SELECT tbl, idx, stat FROM sqlite_stat1 ORDER BY tbl, idx').all()
  const made = statistics()
  expect(made.length).toBeGreaterThan(50)
  database.exec('ANALYZE')
  expect(made).toEqual(statistics())
  expect(await hasOutgrownStatistics(core.db)).toBe(false)
  const copyLocations = database.prepare(`
    INSERT INTO locations (path, file_hash, size_bytes, mtime_ms, sample_hash, seen_at)
    SELECT path || ?, file_hash, size_bytes, mtime_ms, sample_hash, seen_at FROM locations ORDER BY path LIMIT ?`)
  copyLocations.run(' copy', 80)
  expect(await hasOutgrownStatistics(core.db)).toBe(false)
  copyLocations.run(' other copy', 80)
  expect(await hasOutgrownStatistics(core.db)).toBe(true)
})
