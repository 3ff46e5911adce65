import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { manyClips } from '../../support/clips.ts'
import { serve } from '../../support/serve.ts'
import { putStuckFfmpeg } from '../../support/stuck-ffmpeg.ts'
import { importTogether, tiles } from './on-screen.ts'
import { test as base, expect } from './rushes.ts'

/** A server whose ffmpeg never ends a storyboard. */
const test = base.extend<{ ffmpeg: ReturnType<typeof putStuckFfmpeg> }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs from this pattern.
  ffmpeg: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'rushes-ffmpeg-'))
    await use(putStuckFfmpeg(folder))
    await rm(folder, { recursive: true, force: true })
  },
  server: async ({ ffmpeg }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'rushes-e2e-'))
    process.env.RUSHES_FFMPEG = ffmpeg.path
    const server = await serve(folder)
    delete process.env.RUSHES_FFMPEG
    await use(server)
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  },
})

test('what is scrolled away stops; what came into view is made instead', async ({ app, server, ffmpeg }) => {
  await importTogether(server, await manyClips(test.info().outputPath('takes'), 120))
  await expect.poll(() => tiles(app).count()).toBeGreaterThan(20)
  await expect.poll(ffmpeg.atWork).toBe(1)
  const before = ffmpeg.begun()
  await app.getByRole('listbox', { name: 'Takes' }).press('End')
  await expect.poll(ffmpeg.begun).toBeGreaterThan(before)
  await expect.poll(ffmpeg.atWork).toBe(1)
  await app.getByRole('link', { name: 'Workflows' }).click()
  await expect.poll(ffmpeg.atWork).toBe(0)
})
