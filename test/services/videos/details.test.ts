import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Kysely, KyselyPlugin } from 'kysely'
import { expect, test } from 'vitest'
import type { Tables } from '../../../main/database/tables.ts'
import { videoDetails } from '../../../main/services/videos/details.ts'
import { importAll, openLibrary, putClip, temporaryFolder } from '../../support/library.ts'

test('the details of a video take one statement, and are read again only if a file has changed', async () => {
  const { core, client } = await openLibrary()
  const path = await putClip('landscape.mp4', join(temporaryFolder(), 'a.mp4'))
  const { items } = await importAll(client, { paths: [path], mode: 'reference' })
  const id = items[0]?.video_id ?? ''
  let statements = 0
  const counter: KyselyPlugin = {
    transformQuery: ({ node }) => {
      statements += 1
      return node
    },
    transformResult: async ({ result }) => result,
  }
  const counted = new Proxy(core, {
    get: (it, key) => (key === 'db' ? (it.db as Kysely<Tables>).withPlugin(counter) : Reflect.get(it, key)),
  })
  expect((await videoDetails(counted, id)).locations).toMatchObject([{ path, is_offline: false, missing_since: null }])
  expect(statements).toBe(1)
  rmSync(path)
  const [location] = (await videoDetails(counted, id)).locations
  expect(location).toMatchObject({ path, missing_since: expect.any(String) })
  await expect(videoDetails(core, 'none')).rejects.toThrow('Video not found: none.')
})
