import { expect, test } from 'vitest'
import { createPrefetch } from '../../../renderer/library/storyboard-prefetch.ts'

/** Makes nothing until the test says so. */
function setUp() {
  const made = new Set<string>()
  const asked: string[] = []
  const stopped: string[] = []
  let end: (error?: Error) => void = () => undefined
  const ahead = createPrefetch(
    (id, signal) =>
      new Promise((resolve, reject) => {
        asked.push(id)
        end = (error) => {
          if (error) return reject(error)
          made.add(id)
          resolve()
        }
        signal.addEventListener('abort', () => {
          stopped.push(id)
          reject(new Error('stopped'))
        })
      }),
    (id) => made.has(id),
  )
  return { ahead, made, asked, stopped, end: (error?: Error) => end(error) }
}

test('what is nearest is made first, one at a time, and nothing twice', async () => {
  const { ahead, made, asked, end } = setUp()
  made.add('b')
  ahead.want(['a', 'b', 'c'])
  expect(asked).toEqual(['a'])
  end()
  await expect.poll(() => asked).toEqual(['a', 'c'])
  end()
  await expect.poll(() => made.has('c')).toBe(true)
  ahead.want(['c', 'a'])
  expect(asked).toEqual(['a', 'c'])
})

test('what was scrolled away is stopped, what is still in view goes on', async () => {
  const { ahead, asked, stopped, end } = setUp()
  ahead.want(['a', 'b'])
  ahead.want(['b', 'a', 'c'])
  expect(stopped).toEqual([])
  ahead.want(['c', 'd'])
  expect(stopped).toEqual(['a'])
  await expect.poll(() => asked).toEqual(['a', 'c'])
  ahead.want(['a'])
  await expect.poll(() => asked).toEqual(['a', 'c', 'a'])
  end()
})

test('what cannot be made does not hold up the rest, and is not asked for again', async () => {
  const { ahead, asked, end } = setUp()
  ahead.want(['a', 'b'])
  end(new Error('no frames'))
  await expect.poll(() => asked).toEqual(['a', 'b'])
  end()
  ahead.want(['a'])
  await Promise.resolve()
  expect(asked).toEqual(['a', 'b'])
})
