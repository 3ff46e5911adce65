import { expect, test } from 'vitest'
import { createPreviewQueue } from '../../../main/media/previews/preview-queue.ts'

/** Works that end when the test says so, and what they did. */
function setUp(atOnce = 1) {
  const queue = createPreviewQueue(atOnce)
  const started: string[] = []
  const stopped: string[] = []
  const ends = new Map<string, () => void>()
  const work = (key: string) => (signal: AbortSignal) =>
    new Promise<string>((resolve, reject) => {
      started.push(key)
      ends.set(key, () => resolve(`made ${key}`))
      signal.addEventListener('abort', () => {
        stopped.push(key)
        reject(new Error('stopped'))
      })
    })
  const ask = (key: string, urgency: 'now' | 'soon' | 'later', signal?: AbortSignal) => {
    const result = queue.request(key, { urgency, signal }, work(key))
    result.catch(() => undefined)
    return result
  }
  const end = (key: string) => ends.get(key)?.()
  return { queue, started, stopped, ask, end }
}

test('what somebody looks at goes before what is in view, and that before the rest', async () => {
  const { started, ask, end } = setUp()
  const all = [
    ask('first', 'later'),
    ask('import', 'later'),
    ask('view', 'soon'),
    ask('look', 'now'),
    ask('view 2', 'soon'),
  ]
  for (const key of ['first', 'look', 'view', 'view 2', 'import']) {
    await expect.poll(() => started.at(-1)).toBe(key)
    end(key)
  }
  expect(await Promise.all(all)).toContain('made look')
})

test('what waits becomes urgent when somebody asks for it urgently', async () => {
  const { started, ask, end } = setUp()
  const asked = [ask('first', 'now'), ask('a', 'soon'), ask('b', 'later'), ask('b', 'now')]
  end('first')
  await expect.poll(() => started).toEqual(['first', 'b'])
  end('b')
  await expect.poll(() => started).toEqual(['first', 'b', 'a'])
  end('a')
  await Promise.all(asked)
})

test('no more run at once than may', async () => {
  const { started, ask } = setUp(2)
  for (const key of ['a', 'b', 'c']) void ask(key, 'now')
  await Promise.resolve()
  expect(started).toEqual(['a', 'b'])
})

test('what nobody waits for any more does not run, or stops', async () => {
  const { started, stopped, ask, end } = setUp()
  const [running, waiting] = [new AbortController(), new AbortController()]
  const one = ask('running', 'now', running.signal)
  const two = ask('waiting', 'now', waiting.signal)
  const three = ask('other', 'later')
  waiting.abort()
  await expect(two).rejects.toMatchObject({ code: 'CANCELLED' })
  running.abort()
  await expect(one).rejects.toMatchObject({ code: 'CANCELLED' })
  await expect.poll(() => started).toEqual(['running', 'other'])
  expect(stopped).toEqual(['running'])
  end('other')
  expect(await three).toBe('made other')
})

test('one who goes does not stop what another waits for', async () => {
  const { stopped, ask, end } = setUp()
  const leaving = new AbortController()
  const one = ask('a', 'now', leaving.signal)
  const two = ask('a', 'now', new AbortController().signal)
  leaving.abort()
  await expect(one).rejects.toMatchObject({ code: 'CANCELLED' })
  end('a')
  expect(await two).toBe('made a')
  expect(stopped).toEqual([])
})

test('what was stopped is made when it is asked for again', async () => {
  const { started, ask, end } = setUp()
  const leaving = new AbortController()
  const one = ask('a', 'now', leaving.signal)
  leaving.abort()
  const two = ask('a', 'now')
  await expect(one).rejects.toMatchObject({ code: 'CANCELLED' })
  await expect.poll(() => started).toEqual(['a', 'a'])
  end('a')
  expect(await two).toBe('made a')
})

test('a queue that closes stops all and takes no more', async () => {
  const { queue, stopped, ask } = setUp()
  const asked = [ask('a', 'now'), ask('b', 'now')]
  await queue.close()
  expect(stopped).toEqual(['a'])
  for (const one of [...asked, ask('c', 'now')]) await expect(one).rejects.toMatchObject({ code: 'CANCELLED' })
})
