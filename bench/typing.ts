import type { Page } from '@playwright/test'
import type { Server } from '../test/support/serve.ts'

const takes = '[data-rank]:not([aria-label="Loading"])'
const words = ['f', 'e', 'r', 'r', 'y', 'Backspace', 'Backspace', 'Backspace', 'Backspace', 'Backspace']

/**
 * Prints the time from a key or a click to the first frame that shows its result: for search as one types, for the
 * palette and for groups by model.
 */
export async function benchTyping(page: Page, server: Server): Promise<void> {
  const home = new URL('/', server.address).href
  const search = page.getByRole('combobox', { name: 'Search takes' })
  await search.focus()
  // It names the query whose takes are on screen.
  const count = 'header > [role="status"]'
  print('search as one types', 50, await timed(page, count, words, (key) => search.press(key)))
  await page.goto(home)
  await page.locator(takes).first().waitFor()
  await page.keyboard.press('ControlOrMeta+k')
  const palette = page.getByRole('textbox', { name: 'Search everything' })
  await palette.waitFor()
  print('palette', 50, await timed(page, '[role="dialog"] button', words, (key) => palette.press(key)))
  const group = async (choice: string) => {
    await page.getByRole('button', { name: /^Group/ }).click()
    await page.getByRole('menuitemradio', { name: choice }).click()
  }
  const grouped: number[] = []
  for (let round = 0; round < 5; round++) {
    await page.goto(home)
    await page.locator(takes).first().waitFor()
    grouped.push(...(await timed(page, 'section h2', ['Model'], group)))
  }
  print('groups by model', 300, grouped)
}

/** Returns the milliseconds from each step to the first frame with other texts at a selector. */
async function timed(
  page: Page,
  selector: string,
  steps: readonly string[],
  take: (step: string) => Promise<void>,
): Promise<number[]> {
  const times: number[] = []
  for (const step of steps) {
    await page.evaluate(follow, selector)
    await take(step)
    times.push(await page.evaluate(() => (globalThis as unknown as { changed: Promise<number> }).changed))
  }
  return times
}

/** Prints the median and the longest of the times, beside the mark. */
function print(what: string, mark: number, times: readonly number[]): void {
  const sorted = times.filter((time) => !Number.isNaN(time)).sort((one, other) => one - other)
  const [median, longest] = [sorted[sorted.length >> 1] ?? Number.NaN, sorted.at(-1) ?? Number.NaN]
  const missing = times.length - sorted.length
  console.log(
    `  ${what}: median ${median.toFixed(0)} ms, longest ${longest.toFixed(0)} ms (mark ${mark})` +
      `${missing > 0 ? `; ${missing} of ${times.length} showed nothing else` : ''}`,
  )
}

/** Runs in the page. */
function follow(selector: string): void {
  let start = Number.POSITIVE_INFINITY
  const begin = (event: Event) => {
    start = event.timeStamp
  }
  const shown = () =>
    [...document.querySelectorAll(selector)].map((one) => one.getAttribute('aria-label') ?? one.textContent).join()
  const before = shown()
  const changed = new Promise<number>((resolve) => {
    const frame = (now: number) => {
      if (shown() !== before && start < now) resolve(performance.now() - start)
      else if (now - start > 3000) resolve(Number.NaN)
      else requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
  })
  for (const kind of ['keydown', 'click']) addEventListener(kind, begin, { capture: true })
  void changed.then(() => {
    for (const kind of ['keydown', 'click']) removeEventListener(kind, begin, { capture: true })
  })
  Object.assign(globalThis, { changed })
}
