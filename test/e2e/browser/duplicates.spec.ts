import { cp, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { clip, reencode } from '../../support/clips.ts'
import type { Server } from '../../support/serve.ts'
import { barriers } from './barriers.ts'
import { breakUntilClick, expectDone, importInOrder } from './on-screen.ts'
import { expect, test } from './rushes.ts'

/**
 * A take, two that were encoded from it again, a copy of it, and one that looks like none of them; in the order of
 * their import.
 */
async function putAlike(): Promise<string[]> {
  const folder = test.info().outputPath('takes')
  await mkdir(folder, { recursive: true })
  const path = (name: string) => join(folder, name)
  await cp(await clip('ten-seconds.webm'), path('Ferry.webm'))
  await reencode('ten-seconds.webm', path('Ferry small.webm'))
  await reencode('ten-seconds.webm', path('Ferry tiny.webm'), '-vf', 'scale=80:-2,crop=iw-4:ih-4')
  await cp(await clip('ten-seconds.webm'), path('Ferry copy.webm'))
  await cp(await clip('fractal.webm'), path('Other.webm'))
  const names = ['Ferry.webm', 'Ferry small.webm', 'Ferry tiny.webm', 'Ferry copy.webm', 'Other.webm']
  return names.map(path)
}

async function importAlike(server: Server): Promise<void> {
  await importInOrder(server, await putAlike())
}

async function hash(server: Server): Promise<void> {
  const job = await server.client.duplicates.hash()
  if (job) await expectDone(server, job.id)
}

async function openDesk(app: Page, address = '/duplicates?distance=10'): Promise<void> {
  await app.goto(new URL(address, app.url()).href)
  await expect(compare(app)).toBeVisible()
}

function compare(app: Page): Locator {
  return app.getByRole('region', { name: 'Compare' })
}

function pane(app: Page, name: 'The one to keep' | 'The other'): Locator {
  return compare(app).getByRole('region', { name })
}

async function takes({ client }: Server): Promise<string[]> {
  return (await client.videos.list({ order: 'asc' })).items.map(({ name }) => name)
}

test('from nothing looked at to a group that is decided by keys, and back by one undo', async ({ app, server }) => {
  // Nobody looks at what a command of the terminal brings.
  for (const path of await putAlike()) await server.terminal('import', path)
  await app.getByRole('link', { name: 'Duplicates' }).click()
  await expect(app.getByRole('heading', { name: 'Not scanned yet' })).toBeVisible()
  await app.getByRole('button', { name: 'Scan library' }).click()
  await app.getByRole('slider', { name: 'Distance' }).fill('10')
  await expect(app).toHaveURL(/distance=10/)
  await expect.poll(async () => (await server.client.duplicates.status()).due).toBe(0)
  await expect(app.getByRole('status').filter({ hasText: /^1 group · \d/ })).toBeVisible()
  await expect(pane(app, 'The one to keep')).toContainText('Ferry')
  await expect(pane(app, 'The other')).toContainText('Ferry small')
  await app.getByRole('option', { name: /^Ferry ?3 takes/ }).click()

  await app.keyboard.press('t')
  await expect(pane(app, 'The other')).toContainText('Ferry tiny')
  await app.keyboard.press('ArrowLeft')
  await expect(pane(app, 'The other')).toContainText('to trash')
  await app.keyboard.press('ArrowRight')
  await app.keyboard.press('a')
  await expect(app.getByText('Removed 1 take')).toBeVisible()
  await expect(app.getByRole('heading', { name: 'No similar takes' })).toBeVisible()
  await expect.poll(() => takes(server)).toEqual(['Ferry', 'Ferry tiny', 'Other'])

  await app.keyboard.press('ControlOrMeta+z')
  await expect(app.getByRole('option', { name: /^Ferry ?3 takes/ })).toBeVisible()
  await expect.poll(() => takes(server)).toEqual(['Ferry', 'Ferry small', 'Ferry tiny', 'Other'])
  await expect.poll(async () => (await server.client.duplicates.decisions({})).total).toBe(0)
})

test('what stays is decided by keys too, leaves the desk, and comes back by one undo', async ({ app, server }) => {
  await importAlike(server)
  await hash(server)
  await openDesk(app)
  await app.keyboard.press('k')
  await expect(pane(app, 'The other')).toContainText('Ferry tiny')
  await app.keyboard.press('ArrowLeft')
  await expect(pane(app, 'The other')).toContainText('stays')
  await app.keyboard.press('Backspace')
  await expect(pane(app, 'The other')).not.toContainText('stays')
  await app.keyboard.press('n')
  await expect(pane(app, 'The other')).toContainText('Ferry tiny')
  // Decisions on a group stay while others are on screen.
  await app.getByRole('link', { name: 'Workflows' }).click()
  await app.getByRole('link', { name: 'Duplicates' }).click()
  await app.getByRole('slider', { name: 'Distance' }).fill('10')
  await expect(app.getByRole('option', { name: /1 decided/ })).toBeVisible()
  await expect(pane(app, 'The other')).toContainText('Ferry tiny')
  await app.keyboard.press('k')
  await expect(app.getByRole('heading', { name: 'No similar takes' })).toBeVisible()
  const decided = async () => (await server.client.duplicates.decisions({})).items.map(({ decision }) => decision)
  // Of every two: what is no duplicate of the first is none of the third.
  await expect.poll(async () => (await decided()).sort()).toEqual(['different', 'different', 'keep'])
  await app.keyboard.press('ControlOrMeta+z')
  await expect(app.getByRole('option', { name: /^Ferry ?3 takes/ })).toBeVisible()
  await expect.poll(decided).toEqual([])
  await expect.poll(() => takes(server)).toEqual(['Ferry', 'Ferry small', 'Ferry tiny', 'Other'])
})

test('the distance is set by keys at its slider, and what is further apart is in no group', async ({ app, server }) => {
  await importAlike(server)
  await hash(server)
  await openDesk(app)
  const slider = app.getByRole('slider', { name: 'Distance' })
  const groups = app.getByRole('listbox', { name: 'Groups' }).getByRole('option')
  await slider.focus()
  const sizes = new Set<number>()
  for (let distance = 9; distance >= 0; distance--) {
    await app.keyboard.press('ArrowLeft')
    await expect(app).toHaveURL(new RegExp(`distance=${distance}(&|$)`))
    const { items } = await server.client.duplicates.near({ distance })
    await expect(groups).toHaveText(items.map(({ takes }) => new RegExp(`${takes.length} takes`)))
    sizes.add(items[0]?.takes.length ?? 0)
    expect(items.flatMap(({ takes }) => takes).filter((take) => take.distance > distance)).toEqual([])
  }
  expect(sizes.size).toBeGreaterThan(1)
})

test('both takes play, stop and step as one', async ({ app, server }) => {
  await importAlike(server)
  await hash(server)
  await openDesk(app)
  const places = () =>
    compare(app)
      .locator('video')
      .evaluateAll((all) => all.map((one) => (one as HTMLVideoElement).currentTime))
  const ready = () =>
    compare(app)
      .locator('video')
      .evaluateAll((all) => all.filter((one) => (one as HTMLVideoElement).readyState > 1).length)
  await expect.poll(ready).toBe(2)
  await app.keyboard.press(' ')
  await expect(compare(app).getByRole('button', { name: 'Pause both' })).toBeVisible()
  await expect.poll(async () => Math.min(...(await places()))).toBeGreaterThan(0.5)
  await app.keyboard.press(' ')
  await expect(compare(app).getByRole('button', { name: 'Play both' })).toBeVisible()
  await compare(app).getByRole('slider', { name: 'Position of both' }).fill('4')
  await expect.poll(places).toEqual([4, 4])
  await compare(app).getByRole('heading', { name: 'Ferry', exact: true }).click()
  await app.keyboard.press('.')
  await expect.poll(async () => (await places()).map((seconds) => seconds.toFixed(2))).toEqual(['4.04', '4.04'])
})

test('what differs stands first, and the other can be made the one to keep', async ({ app, server }) => {
  await importAlike(server)
  await hash(server)
  const small = (await server.client.videos.list({ search: 'small' })).items[0]?.id ?? ''
  await server.client.generations.put({ video_id: small, provider: 'comfyui', prompt: 'A ferry at dusk' })
  await openDesk(app)
  const differences = app.getByRole('complementary', { name: 'Inspector' })
  await expect(differences.getByRole('row', { name: 'Prompt – A ferry at dusk' })).toBeVisible()
  await expect(differences.getByRole('row', { name: /^Picture 320×180.* 160×90/ })).toBeVisible()
  await expect(differences.getByRole('row').nth(1)).toContainText('Ferry')
  await app.keyboard.press('m')
  await expect(pane(app, 'The one to keep')).toContainText('Ferry small')
  await expect(differences.getByRole('row', { name: 'Prompt A ferry at dusk –' })).toBeVisible()
  await app.getByRole('combobox', { name: 'Keep' }).selectOption('Newest')
  await expect(app).toHaveURL(/keep=newest/)
  await expect(pane(app, 'The one to keep')).toContainText('Ferry tiny')
})

test('a rule says what it would do to all groups, does it, and is taken back', async ({ app, server }) => {
  await importAlike(server)
  await hash(server)
  await openDesk(app)
  await app.getByRole('button', { name: 'Keep one per group…' }).click()
  const dialog = app.getByRole('dialog', { name: 'Keep one take per group' })
  await expect(dialog).toContainText('Highest resolution, then oldest. 2 takes in 1 group will be removed')
  await expect(dialog.getByRole('listitem')).toHaveText(['FerryFerry small, Ferry tiny'])
  await dialog.getByRole('button', { name: 'Remove 2 takes' }).click()
  await expect(dialog).toBeHidden()
  await expect.poll(() => takes(server)).toEqual(['Ferry', 'Other'])
  await app.getByRole('button', { name: 'Undo' }).click()
  await expect(pane(app, 'The other')).toContainText('Ferry small')
  await expect.poll(() => takes(server)).toEqual(['Ferry', 'Ferry small', 'Ferry tiny', 'Other'])
})

test('contents at several places are listed with them', async ({ app, server }) => {
  await importAlike(server)
  await app.goto(new URL('/duplicates', app.url()).href)
  await app.getByRole('button', { name: 'Exact copies' }).click()
  await expect(app).toHaveURL(/by=content/)
  const copies = app.getByRole('list', { name: 'Exact copies' }).getByRole('listitem')
  await expect(copies).toHaveCount(1)
  await expect(copies).toContainText(/Ferry copy\.webm/)
})

test('a search that fails lets it be tried again', async ({ app, server }) => {
  await importAlike(server)
  await hash(server)
  await breakUntilClick(app, '**/rpc/duplicates/near*')
  await app.goto(new URL('/duplicates?distance=10', app.url()).href)
  await expect(app.getByRole('heading', { name: 'Couldn’t load similar takes' })).toBeVisible()
  await app.getByRole('button', { name: 'Try again' }).click()
  await expect(pane(app, 'The other')).toBeVisible()
})

test('nothing keeps anybody from the duplicate desk', async ({ app, server }) => {
  await importAlike(server)
  await hash(server)
  await openDesk(app)
  await expect(app.getByRole('row', { name: /^Path/ })).toBeVisible()
  expect(await barriers(app)).toEqual([])
  await app.keyboard.press('t')
  await expect(pane(app, 'The other')).toContainText('Ferry tiny')
  await app.setViewportSize({ width: 900, height: 700 })
  expect(await barriers(app)).toEqual([])
  await app.getByRole('button', { name: 'Keep one per group…' }).click()
  await expect(app.getByRole('dialog')).toBeVisible()
  expect(await barriers(app)).toEqual([])
  await app.keyboard.press('Escape')
  await app.getByRole('button', { name: 'Exact copies' }).click()
  await expect(app.getByRole('list', { name: 'Exact copies' })).toBeVisible()
  expect(await barriers(app)).toEqual([])
})
