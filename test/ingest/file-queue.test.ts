import { expect, test } from 'vitest'
import { createFileQueue } from '../../main/ingest/file-queue.ts'

test('files come out as they went in, and nothing after the last', async () => {
  const queue = createFileQueue<number>(100, new AbortController().signal)
  await queue.put([1, 2, 3])
  await queue.put([])
  await queue.put([4])
  queue.end()
  const taken: (number | undefined)[] = []
  for (let count = 0; count < 6; count++) taken.push(await queue.take())
  expect(taken).toEqual([1, 2, 3, 4, undefined, undefined])
})

test('who takes waits until there is something, or until nothing will come', async () => {
  const queue = createFileQueue<number>(100, new AbortController().signal)
  const takers = [queue.take(), queue.take(), queue.take()]
  await queue.put([1, 2])
  queue.end()
  expect(await Promise.all(takers)).toEqual([1, 2, undefined])
})

test('who adds waits while enough are waiting', async () => {
  const queue = createFileQueue<number>(3, new AbortController().signal)
  await queue.put([1, 2])
  await queue.put([3, 4])
  let wasPut = false
  const putting = queue.put([5]).then(() => {
    wasPut = true
  })
  expect([await queue.take(), wasPut]).toEqual([1, false])
  await queue.take()
  await putting
  expect([await queue.take(), await queue.take(), await queue.take()]).toEqual([3, 4, 5])
})

test('nobody waits behind a cancel', async () => {
  const stop = new AbortController()
  const empty = createFileQueue<number>(1, stop.signal)
  const full = createFileQueue<number>(1, stop.signal)
  await full.put([1])
  const waiting = Promise.allSettled([empty.take(), full.put([2])])
  stop.abort()
  expect((await waiting).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
})
