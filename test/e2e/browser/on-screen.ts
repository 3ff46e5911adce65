import { join } from 'node:path'
import { expect, type FileChooser, type Locator, type Page, type Route } from '@playwright/test'
import BetterSqlite3 from 'better-sqlite3'
import type { Server } from '../../support/serve.ts'

/** Locators by the words that people see and screen readers say. */

export function grid(app: Page): Locator {
  return app.getByRole('listbox', { name: 'Takes' })
}

export function tiles(app: Page): Locator {
  return grid(app).getByRole('option')
}

export function tile(app: Page, name: string): Locator {
  return grid(app).getByRole('option', { name: new RegExp(`^${name}, `) })
}

/** The names of the selected tiles, in the order of the grid. */
export async function selectedNames(app: Page): Promise<string[]> {
  const labels = await grid(app)
    .getByRole('option', { selected: true })
    .evaluateAll((all) => all.map((one) => one.ariaLabel))
  return labels.map((label) => label?.split(',')[0] ?? '')
}

export function list(app: Page): Locator {
  return app.getByRole('grid', { name: 'Takes' })
}

/** The picture of the player. */
export function picture(app: Page): Locator {
  return app.getByRole('region', { name: 'Player' }).locator('video')
}

/** Returns the position of the player in seconds. */
export async function position(app: Page): Promise<number> {
  return await picture(app).evaluate((video) => (video as HTMLVideoElement).currentTime)
}

/** Imports files one after the other, so that the last one is the newest. */
export async function importInOrder({ client }: Server, paths: string[]): Promise<void> {
  for (const path of paths) {
    const { id } = await client.imports.start({ paths: [path] })
    await expectDone({ client }, id)
  }
}

/** Imports files as one job and waits for its end. */
export async function importTogether({ client }: Server, paths: string[]): Promise<void> {
  const { id } = await client.imports.start({ paths })
  await expectDone({ client }, id)
}

/** Adds takes as another program does: rows whose files nobody has. */
export function addRows({ folder }: Server, count: number): void {
  const database = new BetterSqlite3(join(folder, 'media.db'))
  const insert = database.prepare(
    `INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type)
     VALUES (@name, @name, '/takes/' || @name, @name, 1000, 'uploaded')`,
  )
  const add = database.transaction(() => {
    for (let index = 1; index <= count; index++) insert.run({ name: `take-${String(index).padStart(4, '0')}` })
  })
  add.immediate()
  database.close()
}

/** Waits for the end of a job, however slow the machine is: only the limit of the test ends what hangs. */
export async function expectDone({ client }: Pick<Server, 'client'>, id: string): Promise<void> {
  const polling = { intervals: [20, 20, 20, 50, 100], timeout: 0 }
  await expect.poll(async () => (await client.jobs.get({ id })).state, polling).toBe('done')
}

/** Runs the command of the palette that a text finds first. */
export async function runCommand(app: Page, text: string): Promise<void> {
  // A key is lost until the page listens to it.
  await expect(async () => {
    await app.keyboard.press('Control+k')
    await expect(app.getByRole('textbox', { name: 'Search everything' })).toBeFocused({ timeout: 2000 })
  }).toPass()
  await app.keyboard.type(text)
  await expect(app.locator('[data-action][data-selected]')).toContainText(text, { ignoreCase: true })
  await app.keyboard.press('Enter')
}

/** Opens the page of a take, ready to play. */
export async function openTake(app: Page, name: string): Promise<void> {
  await tile(app, name).dblclick()
  await expect(app.getByRole('heading', { name, level: 1 })).toBeVisible()
  await expect.poll(() => picture(app).evaluate((video) => (video as HTMLVideoElement).readyState)).toBeGreaterThan(1)
}

/**
 * The file chooser that `ask` opens. A page is told to hand over its chooser, and a key can reach it before that: wait
 * until it has answered once more.
 */
export async function chooserOf(app: Page, ask: () => Promise<void>): Promise<FileChooser> {
  const chooser = app.waitForEvent('filechooser')
  await app.evaluate(() => undefined)
  await ask()
  return chooser
}

/**
 * Breaks calls, from the next loading of the page until something in it is clicked. The page also asks again by itself,
 * which must not mend it before the click.
 */
export async function breakUntilClick(app: Page, url: string, answer = (route: Route) => route.abort()): Promise<void> {
  await app.addInitScript(() => {
    document.addEventListener('click', () => Object.assign(window, { isClicked: true }), { capture: true })
  })
  await app.route(url, async (route) => {
    const isClicked = await app.evaluate(() => 'isClicked' in window).catch(() => false)
    await (isClicked ? route.continue() : answer(route))
  })
}
