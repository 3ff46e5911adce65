import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { Core } from '../../../main/core.ts'
import { backfillHashes } from '../../../main/services/duplicates/backfill-hashes.ts'
import { isActive } from '../../../shared/contract/jobs.ts'
import { ended, importAll, openLibrary, putClip, type TestLibrary, temporaryFolder } from '../../support/library.ts'

/** A library as a door that stays open has it. */
async function openDoor(folder?: string): Promise<TestLibrary> {
  const library = await openLibrary(folder === undefined ? {} : { folder })
  const hashing = backfillHashes(library.core)
  onTestFinished(() => hashing.close())
  return library
}

async function hashings({ client }: TestLibrary) {
  return (await client.jobs.list({})).filter(({ kind }) => kind === 'perceptual_hash')
}

/** Keeps whoever works through whole videos waiting, until what is answered is called. */
function holdTurns(core: Core): () => void {
  let letGo = () => {}
  const held = new Promise<void>((resolve) => (letGo = resolve))
  const { signal } = new AbortController()
  for (let turn = 0; turn < 2; turn++) void core.withDecodeSlot({ signal }, () => held)
  return letGo
}

const allHashed = (library: TestLibrary) =>
  expect.poll(async () => (await hashings(library)).every(({ state }) => !isActive(state))).toBe(true)

test('takes that an import brought are looked at for duplicates, once', async () => {
  const library = await openDoor()
  const { client } = library
  const folder = temporaryFolder()
  await putClip('square.mp4', join(folder, 'a.mp4'))
  await importAll(client, { paths: [folder] })
  await expect.poll(() => client.duplicates.status()).toEqual({ hashed: 1, failed: 0, due: 0 })
  await allHashed(library)
  // Nothing came in: nothing begins.
  await putClip('square.mp4', join(folder, 'b.mp4'))
  await importAll(client, { paths: [folder] })
  await putClip('portrait.mp4', join(folder, 'c.mp4'))
  await importAll(client, { paths: [folder] })
  await expect.poll(() => client.duplicates.status()).toEqual({ hashed: 2, failed: 0, due: 0 })
  expect(await hashings(library)).toHaveLength(2)
})

test('imports that come while takes are looked at begin no second job, and are looked at too', async () => {
  const library = await openDoor()
  const { client, core } = library
  const letGo = holdTurns(core)
  const folder = temporaryFolder()
  for (const name of ['square.mp4', 'portrait.mp4', 'landscape.mp4'] as const) {
    await importAll(client, { paths: [await putClip(name, join(folder, name))] })
    await expect.poll(async () => (await hashings(library)).length).toBe(1)
  }
  letGo()
  await expect.poll(() => client.duplicates.status()).toEqual({ hashed: 3, failed: 0, due: 0 })
})

test('what a person stopped begins again behind the next import only; what closing stopped goes on at the next start', async () => {
  const library = await openLibrary()
  const { client, core, folder } = library
  const takes = temporaryFolder()
  await importAll(client, { paths: [await putClip('square.mp4', join(takes, 'a.mp4'))] })
  holdTurns(core)
  const asked = await client.duplicates.hash()
  await client.jobs.cancel({ id: asked?.id ?? '' })
  if (asked) await ended(client, asked)
  await core.close()

  const second = await openDoor(folder)
  expect(await hashings(second)).toHaveLength(1)
  holdTurns(second.core)
  await importAll(second.client, { paths: [await putClip('portrait.mp4', join(takes, 'b.mp4'))] })
  await expect.poll(async () => (await hashings(second)).map(({ state }) => state)).toEqual(['running', 'cancelled'])
  await second.core.close()

  const third = await openDoor(folder)
  await expect.poll(() => third.client.duplicates.status()).toEqual({ hashed: 2, failed: 0, due: 0 })
  await allHashed(third)
  expect((await hashings(third)).map(({ state }) => state)).toEqual(['done', 'cancelled', 'cancelled'])
})
