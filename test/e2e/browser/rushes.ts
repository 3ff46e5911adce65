import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, expect, type Page } from '@playwright/test'
import { type Server, serve } from '../../support/serve.ts'

type Fixtures = {
  /** A new, empty library behind a `rushes serve` of its own. */
  server: Server
  /** The page of that server, let in by its key. Whatever it complains about fails the test. */
  app: Page
}

/** Tests of the page in a browser: each has a server process, a library and a page for itself. */
export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs from this pattern.
  server: async ({}, use, info) => {
    const folder = await mkdtemp(join(tmpdir(), 'rushes-e2e-'))
    try {
      const server = await serve(folder)
      await use(server)
      await server.stop()
      if (info.status !== info.expectedStatus) await info.attach('what the server wrote', { body: server.log() })
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
  app: async ({ page, server }, use) => {
    const complaints: string[] = []
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (message) => {
      // That something is not there is an answer too; what the page makes of it is what tests look at.
      const isAnswer = /^\/(rpc|media)\//.test(new URL(message.location().url || server.address).pathname)
      if (message.type() === 'error' && !isAnswer) complaints.push(`${message.text()} (${message.location().url})`)
    })
    await page.goto(server.address)
    await expect(page.getByRole('main')).toBeVisible()
    await use(page)
    expect(complaints, 'what the page complained about').toEqual([])
  },
})

export { expect }
