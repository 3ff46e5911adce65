import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { chromium, type Page } from '@playwright/test'
import { findFfmpeg } from '../main/media/tools.ts'
import { type Server, serve } from '../test/support/serve.ts'

const frames = 10_000
const pictures = 500

/**
 * Scrolls, steps and plays through the film strip of 10,000 frames in a browser, and prints the long tasks of the page:
 * those of more than 50 ms. The program must be built.
 */
export async function benchTimelinePage(folder: string): Promise<void> {
  const server = await serve(join(folder, 'strip'))
  const executablePath = process.env.RUSHES_TEST_CHROMIUM
  const browser = await chromium.launch({ args: ['--no-sandbox'], ...(executablePath ? { executablePath } : {}) })
  try {
    const timeline = await fill(server, folder)
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await page.goto(server.address)
    await page.goto(new URL(`/timelines/${timeline}`, server.address).href)
    await page.getByRole('listbox', { name: 'Frames' }).waitFor()
    await wait(1000)
    console.log(`The film strip of ${frames} frames, 1440 × 900`)
    await report(page, 'scrolling', scroll)
    await report(page, 'stepping by 10 frames, and to both ends', step)
    await report(page, 'playing at 4 times its speed', play)
    console.log()
  } finally {
    await browser.close()
    await server.stop()
  }
}

/** Creates a timeline of 10,000 frames, with different pictures that recur. */
async function fill({ client }: Server, folder: string): Promise<string> {
  const into = join(folder, 'pictures')
  mkdirSync(into)
  const source = ['-f', 'lavfi', '-i', `testsrc2=size=640x360:rate=25:duration=${pictures / 25}`]
  execFileSync((await findFfmpeg()).path, ['-v', 'error', ...source, '-q:v', '5', join(into, '%05d.jpg')])
  const paths = readdirSync(into).map((name) => join(into, name))
  const listed = Array.from({ length: frames }, (_, sequence) => ({
    ...{ sequence, timestamp: sequence / 2, path: paths[sequence % paths.length] ?? '' },
    perceptual_hash: (sequence * 2654435761).toString(16).padStart(16, '0').slice(-16),
  }))
  return (await client.timelines.createFromFiles({ source_video: 'strip', frames: listed })).timeline_id
}

async function scroll(page: Page): Promise<void> {
  await page.getByRole('listbox', { name: 'Frames' }).hover()
  for (let turn = 0; turn < 200; turn++) {
    await page.mouse.wheel(turn % 20 === 19 ? 50_000 : 400, 0)
    await wait(16)
  }
}

async function step(page: Page): Promise<void> {
  for (let turn = 0; turn < 60; turn++) {
    await page.keyboard.press('PageDown')
    await wait(16)
  }
  for (const key of ['End', 'Home', 'End', 'Home']) {
    await page.keyboard.press(key)
    await wait(300)
  }
}

async function play(page: Page): Promise<void> {
  for (let press = 0; press < 3; press++) await page.keyboard.press('l')
  await wait(5000)
  await page.keyboard.press('k')
}

async function report(page: Page, name: string, work: (page: Page) => Promise<void>): Promise<void> {
  await page.evaluate(follow)
  await work(page)
  const { tasks, longestFrame } = await page.evaluate(() =>
    (globalThis as unknown as { measured(): Measured }).measured(),
  )
  const longest = tasks.length === 0 ? 'none' : `${tasks.length}, the longest ${Math.max(...tasks).toFixed(0)} ms`
  console.log(`  ${name}: tasks over 50 ms: ${longest} (mark: none); longest frame ${longestFrame.toFixed(0)} ms`)
}

interface Measured {
  /** Milliseconds of each task over 50 ms. */
  tasks: number[]
  /** Milliseconds between two frames on screen. */
  longestFrame: number
}

/** Runs in the page. */
function follow(): void {
  const tasks: number[] = []
  let longestFrame = 0
  let last = performance.now()
  let isRunning = true
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) tasks.push(duration)
  })
  observer.observe({ type: 'longtask' })
  const frame = (now: number) => {
    longestFrame = Math.max(longestFrame, now - last)
    last = now
    if (isRunning) requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
  Object.assign(globalThis, {
    measured(): Measured {
      isRunning = false
      observer.disconnect()
      return { tasks, longestFrame }
    },
  })
}
