import { expect, type Locator, type Page } from '@playwright/test'
import type { Server } from '../../support/serve.ts'

/** Where things are found on screen, by the words that people see and screen readers say. */

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

/** Seconds from the beginning to where the player is. */
export async function position(app: Page): Promise<number> {
  return await picture(app).evaluate((video) => (video as HTMLVideoElement).currentTime)
}

/** Imports files one after the other, so that the last one is the newest. */
export async function importInOrder({ client }: Server, paths: string[]): Promise<void> {
  for (const path of paths) {
    const { id } = await client.imports.start({ paths: [path] })
    await expect.poll(async () => (await client.jobs.get({ id })).state, { intervals: [20] }).toBe('done')
  }
}

/** Imports files as one job and waits for its end. */
export async function importTogether({ client }: Server, paths: string[]): Promise<void> {
  const { id } = await client.imports.start({ paths })
  await expectDone({ client }, id)
}

/** Waits for the end of a job, however slow the machine is. */
export async function expectDone({ client }: Pick<Server, 'client'>, id: string): Promise<void> {
  await expect.poll(async () => (await client.jobs.get({ id })).state, { timeout: 60_000 }).toBe('done')
}

/** Opens the page of a take, ready to play. */
export async function openTake(app: Page, name: string): Promise<void> {
  await tile(app, name).dblclick()
  await expect(app.getByRole('heading', { name, level: 1 })).toBeVisible()
  await expect.poll(() => picture(app).evaluate((video) => (video as HTMLVideoElement).readyState)).toBeGreaterThan(1)
}
