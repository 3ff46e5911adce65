import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createKeptAnswers } from '../../main/http/kept-answers.ts'
import { databaseOf } from '../support/database-of.ts'
import { importAll, putClip, temporaryFolder } from '../support/library.ts'
import { serveLibrary } from '../support/listen.ts'

test('an answer is sent again for a second, until anything is committed, and the oldest goes first', () => {
  const [now, version] = [{ ms: 0 }, { value: 1 }]
  const kept = createKeptAnswers({ dataVersion: () => version.value }, () => now.ms)
  const answer = { body: '{}', etag: '"a"' }
  kept.begin('/a')(answer)
  now.ms = 999
  expect([kept.find('/a'), kept.find('/b')]).toMatchObject([answer, undefined])
  now.ms = 1000
  expect(kept.find('/a')).toBeUndefined()

  kept.begin('/a')(answer)
  version.value++
  expect(kept.find('/a')).toBeUndefined()
  const keep = kept.begin('/a')
  version.value++
  keep(answer)
  expect(kept.find('/a')).toBeUndefined()
  kept.begin('/a')({ ...answer, body: 'x'.repeat(100_000) })
  expect(kept.find('/a')).toBeUndefined()

  for (let index = 0; index <= 500; index++) kept.begin(`/${index}`)(answer)
  expect([kept.find('/0'), kept.find('/1'), kept.find('/500')]).toMatchObject([undefined, answer, answer])
})

test('an answer is that of the database, whoever wrote last, and follows the file within a second', async () => {
  const library = await serveLibrary()
  const { client, core, get } = library
  const path = await putClip('square.mp4', join(temporaryFolder(), 'square.mp4'))
  const { items } = await importAll(client, { paths: [path] })
  const id = items[0]?.video_id ?? ''
  const foreign = databaseOf(core).prepare('UPDATE videos SET name = ? WHERE id = ?')
  const writers = {
    foreign: (name: string) => foreign.run(name, id),
    call: (name: string) => client.videos.rename({ id, name }),
    rest: (name: string) =>
      get(`/api/videos/${id}`, {
        ...{ method: 'PATCH', body: JSON.stringify({ name }) },
        headers: { 'content-type': 'application/json' },
      }),
  }
  const steps = fc.array(fc.constantFrom('foreign' as const, 'call' as const, 'rest' as const, 'read' as const), {
    minLength: 8,
    maxLength: 8,
  })
  let expected = 'square'
  await fc.assert(
    fc.asyncProperty(steps, async (some) => {
      for (const [index, step] of some.entries()) {
        if (step !== 'read') {
          expected = `${step} ${index}`
          await writers[step](expected)
        } else expect((await (await get(`/api/videos/${id}`)).json()).name).toBe(expected)
      }
    }),
    { numRuns: 10 },
  )
  const etag = (await get(`/api/videos/${id}`)).headers.get('etag') ?? ''
  const held = await get(`/api/videos/${id}`, { headers: { 'if-none-match': etag } })
  const head = await get(`/api/videos/${id}`, { method: 'HEAD' })
  expect([held.status, held.headers.get('etag'), head.status, await head.text()]).toEqual([304, etag, 200, ''])
  await rename(path, `${path}.gone`)
  await expect.poll(async () => (await (await get(`/api/videos/${id}`)).json()).missing_since).not.toBeNull()
})
