import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { chromium, type Page } from '@playwright/test'
import { type Server, serve } from '../test/support/serve.ts'

const sizes = { small: 50, large: 5000 }
const rounds = 5
const panned = 1000
const steps = 90

/**
 * Opens workflows of 5,000 nodes from their list in a browser, with positions and laid out, beside those of 50, and
 * prints the time from the double click to the first frame with nodes, and how long the page's thread worked, which a
 * busy machine does not change. Then drags a graph of 1,000 nodes about, and prints its frames. The program must be
 * built.
 */
export async function benchGraphPage(folder: string): Promise<void> {
  const server = await serve(join(folder, 'graphs'))
  const executablePath = process.env.RUSHES_TEST_CHROMIUM
  const browser = await chromium.launch({ args: ['--no-sandbox'], ...(executablePath ? { executablePath } : {}) })
  try {
    for (const count of Object.values(sizes)) await fill(server, count)
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await page.goto(server.address)
    console.log(`From the double click on a workflow to its graph, 1440 × 900, median of ${rounds}`)
    for (const kind of ['with positions', 'laid out']) {
      const [small, large] = [
        await opened(page, server, `${sizes.small} ${kind}`),
        await opened(page, server, `${sizes.large} ${kind}`),
      ]
      const ratio = (large.ms / small.ms).toFixed(1)
      const worked = `${large.workedMs.toFixed(0)} ms of CPU in the page`
      console.log(
        `  ${kind}: ${large.ms.toFixed(0)} ms (mark 1000), ${ratio} times that of ${sizes.small} nodes; ${worked}`,
      )
    }
    await fill(server, panned)
    console.log(`Panning a graph of ${panned} nodes for ${steps * 2} moves of the pointer`)
    for (const zoom of ['all in view', 'close up'] as const) await benchPanning(page, server, zoom)
    console.log()
  } finally {
    await browser.close()
    await server.stop()
  }
}

async function fill({ client }: Server, count: number): Promise<void> {
  for (const kind of ['with positions', 'laid out']) {
    const definition = kind === 'laid out' ? ranGraph(count) : savedGraph(count)
    await client.workflows.create({ name: `${count} ${kind}`, definition })
  }
}

/** A graph in ComfyUI's API format, which has no positions: rows of ten nodes, each with a text and a sampler. */
function ranGraph(count: number): string {
  const nodes = Array.from({ length: count }, (_, index): [string, object] => {
    const before = index % 10 === 0 ? {} : { latent_image: [String(index - 1), 0] }
    const inputs = {
      seed: index,
      steps: 20,
      cfg: 3.5,
      sampler_name: 'euler',
      text: `a ferry at dusk ${index}`,
      ...before,
    }
    return [String(index), { class_type: index % 2 ? 'KSampler' : 'CLIPTextEncode', inputs }]
  })
  return JSON.stringify(Object.fromEntries(nodes))
}

/** The same graph as the editor saves it. */
function savedGraph(count: number): string {
  const links: unknown[][] = []
  const nodes = Array.from({ length: count }, (_, index) => {
    const isFirst = index % 10 === 0
    if (!isFirst) links.push([index, index - 1, 0, index, 0, 'LATENT'])
    return {
      ...{ id: index, type: index % 2 ? 'KSampler' : 'CLIPTextEncode', mode: 0 },
      ...{ pos: [(index % 10) * 300, Math.floor(index / 10) * 300], size: [240, 260] },
      inputs: isFirst ? [] : [{ name: 'latent_image', type: 'LATENT', link: index }],
      outputs: [{ name: 'LATENT', type: 'LATENT', links: index % 10 === 9 ? [] : [index + 1] }],
      widgets_values: [index, 'fixed', 20, 3.5, 'euler', `a ferry at dusk ${index}`],
    }
  })
  return JSON.stringify({ last_node_id: count, last_link_id: count, nodes, links, groups: [], version: 0.4 })
}

/** Drags the graph to and fro. */
async function benchPanning(page: Page, server: Server, zoom: 'all in view' | 'close up'): Promise<void> {
  await page.goto(new URL('/workflows', server.address).href)
  await page.getByRole('row', { name: `${panned} with positions` }).dblclick()
  await page.locator('.react-flow__node').first().waitFor()
  if (zoom === 'close up')
    for (let turn = 0; turn < 12; turn++) {
      await page.mouse.move(600, 450)
      await page.mouse.wheel(0, -240)
      await wait(100)
    }
  await wait(1000)
  const from = await page.evaluate(emptyPoint)
  const nodes = await page.locator('.react-flow__node').count()
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.evaluate(recordFrames)
  for (const direction of [1, -1])
    for (let step = 0; step < steps; step++) {
      const along = direction > 0 ? step : steps - step
      await page.mouse.move(from.x + along * 3, from.y + along * 2)
      await wait(16)
    }
  const frames = await page.evaluate(() => (globalThis as unknown as { frames(): number[] }).frames())
  await page.mouse.up()
  const rate = (frames.length * 1000) / frames.reduce((sum, time) => sum + time, 0)
  const longest = frames.at(-1) ?? Number.NaN
  console.log(
    `  ${zoom}, ${nodes} nodes drawn: ${rate.toFixed(0)} frames a second (mark 50), longest ${longest.toFixed(0)} ms`,
  )
}

/** Runs in the page: a point of the graph where no node is. */
function emptyPoint(): { x: number; y: number } {
  const { left, top, right, bottom } =
    document.querySelector('.react-flow__pane')?.getBoundingClientRect() ?? new DOMRect()
  for (let y = top + 40; y < bottom; y += 7)
    for (let x = left + 20; x < right; x += 7)
      if (document.elementFromPoint(x, y)?.classList.contains('react-flow__pane')) return { x, y }
  throw new Error('No part of the graph is empty.')
}

/** Runs in the page: `frames` ends the recording and returns the milliseconds between frames, ascending. */
function recordFrames(): void {
  const times: number[] = []
  let last = performance.now()
  let isRunning = true
  const frame = (now: number) => {
    times.push(now - last)
    last = now
    if (isRunning) requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
  Object.assign(globalThis, {
    frames(): number[] {
      isRunning = false
      return times.sort((a, b) => a - b)
    },
  })
}

interface Opening {
  ms: number
  workedMs: number
}

/** Returns the median opening. */
async function opened(page: Page, server: Server, name: string): Promise<Opening> {
  const taken: Opening[] = []
  const session = await page.context().newCDPSession(page)
  // Deprecated, but the only clock of the thread's own time.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const workedMs = async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return (metrics.find((metric) => metric.name === 'TaskDuration')?.value ?? Number.NaN) * 1000
  }
  for (let round = 0; round < rounds; round++) {
    await page.goto(new URL('/workflows', server.address).href)
    const row = page.getByRole('row', { name })
    await row.waitFor()
    await page.evaluate(follow)
    const before = await workedMs()
    await row.dblclick()
    const ms = await page.evaluate(() => (globalThis as unknown as { drawn: Promise<number> }).drawn)
    taken.push({ ms, workedMs: (await workedMs()) - before })
  }
  await session.detach()
  return taken.sort((a, b) => a.ms - b.ms)[rounds >> 1] ?? { ms: Number.NaN, workedMs: Number.NaN }
}

/** Runs in the page: the time from the double click to the frame after the first node is in the document. */
function follow(): void {
  const drawn = new Promise<number>((resolve) => {
    addEventListener(
      'dblclick',
      () => {
        const start = performance.now()
        const look = () => {
          if (document.querySelector('.react-flow__node'))
            requestAnimationFrame(() => resolve(performance.now() - start))
          else requestAnimationFrame(look)
        }
        look()
      },
      { capture: true, once: true },
    )
  })
  Object.assign(globalThis, { drawn })
}
