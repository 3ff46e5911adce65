import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { manyClips } from '../../support/clips.ts'
import { type NotingDecoder, putNotingDecoder } from '../../support/decoders.ts'
import { serve } from '../../support/serve.ts'
import { importTogether, tiles } from './on-screen.ts'
import { test as base, expect } from './rushes.ts'

/** A server whose decoder never ends a storyboard. */
const test = base.extend<{ decoder: NotingDecoder }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs from this pattern.
  decoder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'rushes-decoder-'))
    await use(putNotingDecoder(folder, { stuck: true }))
    await rm(folder, { recursive: true, force: true })
  },
  server: async ({ decoder }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'rushes-e2e-'))
    process.env.RUSHES_TEST_DECODER = decoder.path
    const server = await serve(folder)
    delete process.env.RUSHES_TEST_DECODER
    await use(server)
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  },
})

test('what is scrolled away stops; what came into view is made instead', async ({ app, server, decoder }) => {
  await importTogether(server, await manyClips(test.info().outputPath('takes'), 120))
  await expect.poll(() => tiles(app).count()).toBeGreaterThan(20)
  await expect.poll(decoder.atWork).toBe(1)
  const before = decoder.begun()
  await app.getByRole('listbox', { name: 'Takes' }).press('End')
  await expect.poll(decoder.begun).toBeGreaterThan(before)
  await expect.poll(decoder.atWork).toBe(1)
  await app.getByRole('link', { name: 'Workflows' }).click()
  await expect.poll(decoder.atWork).toBe(0)
})
