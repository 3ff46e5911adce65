import { expect, test } from 'vitest'
import { createFileQueue } from '../../main/ingest/file-queue.ts'

test('files come out as they went in, and nothing after the last', async () => {
  const queue = createFileQueue<number>(100, new AbortController().signal)
  await queue.add([1, 2, 3])
  await queue.add([])
  await queue.add([4])
  queue.end()
  const files: (number | undefined)[] = []
  for (let count = 0; count < 6; count++) files.push(await queue.next())
  expect(files).toEqual([1, 2, 3, 4, undefined, undefined])
})

test('who takes waits until there is something, or until nothing will come', async () => {
  const queue = createFileQueue<number>(100, new AbortController().signal)
  const waiting = [queue.next(), queue.next(), queue.next()]
  await queue.add([1, 2])
  queue.end()
  expect(await Promise.all(waiting)).toEqual([1, 2, undefined])
})

test('who adds waits while enough are waiting', async () => {
  const queue = createFileQueue<number>(3, new AbortController().signal)
  await queue.add([1, 2])
  await queue.add([3, 4])
  let wasAdded = false
  const adding = queue.add([5]).then(() => {
    wasAdded = true
  })
  expect([await queue.next(), wasAdded]).toEqual([1, false])
  await queue.next()
  await adding
  expect([await queue.next(), await queue.next(), await queue.next()]).toEqual([3, 4, 5])
})

test('nobody waits behind a cancel', async () => {
  const stop = new AbortController()
  const empty = createFileQueue<number>(1, stop.signal)
  const full = createFileQueue<number>(1, stop.signal)
  await full.add([1])
  const waiting = Promise.allSettled([empty.next(), full.add([2])])
  stop.abort()
  expect((await waiting).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
})
