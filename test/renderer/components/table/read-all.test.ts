import { expect, test } from 'vitest'
import { readAll } from '../../../../renderer/components/table/read-all.ts'

test.each([0, 1, 5, 10, 11, 25])('all of %i keys are read, however few come at once', async (count) => {
  const keys = Array.from({ length: count }, (_, index) => index)
  const asked: number[] = []
  const read = await readAll(async ({ offset, limit }) => {
    asked.push(offset)
    return keys.slice(offset, offset + limit)
  }, 5)
  expect(read).toEqual(keys)
  expect(asked).toHaveLength(Math.floor(count / 5) + 1)
})
