import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { chromium, type Page } from '@playwright/test'
import { manyClips } from '../test/support/clips.ts'
import { serve } from '../test/support/serve.ts'
import { holdLock, repeat } from './beside.ts'
import { quantile } from './measure.ts'
import { benchTyping } from './typing.ts'

/**
 * Scrolls the grid of a million takes in a browser while clips are imported, facets are counted and another program
 * takes the write lock again and again. Prints the longest frame, and how long tiles in view were blank; before that,
 * the time from a key to its result.
 */
export async function benchWindow(folder: string): Promise<void> {
  const library = process.env.RUSHES_BENCH_LIBRARY
  if (!library) throw new Error('RUSHES_BENCH_LIBRARY must name a library that “rushes seed --rows 1000000” filled.')
  await manyClips(join(folder, 'clips'), 300)
  const server = await serve(library)
  const executablePath = process.env.RUSHES_TEST_CHROMIUM
  const browser = await chromium.launch({ args: ['--no-sandbox'], ...(executablePath ? { executablePath } : {}) })
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await page.goto(server.address)
    await page.locator('[data-rank]').first().waitFor()
    // Until the index for counting is read.
    await server.client.videos.facets({ search: 'lantern' })
    await benchTyping(page, server)
    await report(page, 'while nothing else runs')
    const facets = repeat(() => server.client.videos.facets({ search: 'lantern', codec: 'h264' }))
    await report(page, 'while facets are counted')
    const lock = holdLock(join(library, 'media.db'))
    await report(page, 'and another program takes the write lock')
    await server.client.imports.start({ paths: [join(folder, 'clips')], mode: 'reference' })
    await report(page, 'and 300 clips are imported')
    await Promise.all([facets.stop(), lock.stop()])
  } finally {
    await browser.close()
    await server.stop()
  }
}

async function report(page: Page, when: string): Promise<void> {
  await page.evaluate(follow)
  await page.mouse.move(700, 500)
  for (let turn = 0; turn < 5; turn++) {
    for (let step = 0; step < 60; step++) {
      await page.mouse.wheel(0, 60)
      await wait(16)
    }
    await page.keyboard.press('PageDown')
    await wait(300)
  }
  const { frames, blanks } = await page.evaluate(() => (globalThis as unknown as { measured(): Measured }).measured())
  const at = (times: number[], share: number) => quantile(times.length === 0 ? [0] : times, share, 0)
  console.log(
    `  ${when}: frames median ${at(frames, 0.5)} ms, p99 ${at(frames, 0.99)} ms, longest ${at(frames, 1)} ms; ` +
      `${blanks.length} tiles blank, p95 ${at(blanks, 0.95)} ms, longest ${at(blanks, 1)} ms`,
  )
}

interface Measured {
  /** Milliseconds between frames, ascending. */
  frames: number[]
  /** Milliseconds that tiles were blank in view, ascending. */
  blanks: number[]
}

/** Runs in the page. */
function follow(): void {
  const frames: number[] = []
  const blanks: number[] = []
  const since = new Map<string, number>()
  let last = performance.now()
  let isRunning = true
  const frame = (now: number) => {
    frames.push(now - last)
    last = now
    const blank = new Set<string>()
    for (const tile of document.querySelectorAll<HTMLElement>('[data-rank][aria-label="Loading"]')) {
      const { top, bottom } = tile.getBoundingClientRect()
      if (bottom > 100 && top < innerHeight) blank.add(tile.dataset.rank ?? '')
    }
    for (const rank of blank) since.set(rank, since.get(rank) ?? now)
    for (const [rank, start] of since) {
      if (blank.has(rank)) continue
      blanks.push(now - start)
      since.delete(rank)
    }
    if (isRunning) requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
  const ascending = (times: number[]) => times.sort((a, b) => a - b)
  Object.assign(globalThis, {
    measured(): Measured {
      isRunning = false
      for (const start of since.values()) blanks.push(performance.now() - start)
      return { frames: ascending(frames), blanks: ascending(blanks) }
    },
  })
}
