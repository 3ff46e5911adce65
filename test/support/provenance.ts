import { expect } from 'vitest'
import type { Client } from '../../shared/contract/index.ts'
import { importAll } from './library.ts'

/** Imports one file, and says what the library then knows of its making. */
export async function importOne(client: Client, path: string, mode: 'reference' | 'copy' | 'move' = 'reference') {
  const { items } = await importAll(client, { paths: [path], mode })
  expect(items).toMatchObject([{ outcome: 'added', error: null }])
  return await madeOf(client, items[0]?.video_id ?? '')
}

/** Returns the history of a video, as the library knows it. */
export async function madeOf(client: Client, video_id: string) {
  const { source_type, name } = await client.videos.get({ id: video_id })
  const [generation, embedded, uses] = await Promise.all([
    client.generations.get({ video_id }),
    client.embedded.get({ video_id }),
    client.workflows.ofVideo({ video_id }),
  ])
  return { id: video_id, name, source_type, generation, embedded, uses }
}
