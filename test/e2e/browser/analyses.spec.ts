import { appendFile, cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { allowAnalyser } from '../../support/analysers.ts'
import { clip } from '../../support/clips.ts'
import type { Server } from '../../support/serve.ts'
import { barriers } from './barriers.ts'
import { breakUntilClick, expectDone, importInOrder, openTake, position } from './on-screen.ts'
import { expect, test } from './rushes.ts'

/** A box that players pass over: another content, the same picture. */
const freeBox = Buffer.from([0, 0, 0, 12, 0x66, 0x72, 0x65, 0x65, 1, 2, 3, 4])

function lanes(app: Page): Locator {
  return app.getByRole('region', { name: 'Analyses' })
}

/** An analyser in the open menu; a lane has a button of the same name. */
function choice(app: Page, name: RegExp): Locator {
  return app.getByRole('dialog', { name: 'Analyse' }).getByRole('button', { name })
}

function lane(app: Page, name: string | RegExp): Locator {
  return lanes(app).getByRole('slider', { name })
}

async function analyse(server: Server, analyser: string, config = {}): Promise<void> {
  const video_ids = await server.client.videos.ids({})
  await expectDone(server, (await server.client.analyses.run({ analyser, config, video_ids })).id)
}

/** The row that the table of analyses shows for a file. */
function row(app: Page, name: string): Locator {
  return app.getByRole('grid', { name: 'Analyses' }).getByRole('row', { name: new RegExp(`^${name}`) })
}

/** Three analyses that another program cached. */
async function saveThree({ client }: Server): Promise<void> {
  const config_hash = `sha256:${'c'.repeat(64)}`
  for (const name of ['dawn', 'noon', 'dusk'])
    await client.analyses.save({
      file_path: `/far/${name}.wav`,
      file_hash: `sha256:${'a'.repeat(64)}`,
      config_hash,
      name: 'speech',
      ranges: [{ start: 0, end: 1, label: 'speech' }],
    })
}

test('scenes are found where they are, and found again without being looked for', async ({ app, server }) => {
  await importInOrder(server, [await clip('marked.webm')])
  await openTake(app, 'marked')
  await app.getByRole('button', { name: 'Analyse' }).click()
  await choice(app, /^Scenes/).click()
  await expect(app.getByRole('spinbutton', { name: 'Threshold' })).toBeFocused()
  await expect(app.getByText('Not run yet.')).toBeVisible()
  await app.keyboard.press('Enter')

  const scenes = lane(app, /^Scenes/)
  await expect(scenes).toHaveAttribute('aria-valuemax', '5')
  await expect(lanes(app).getByText('fresh')).toBeVisible()
  await scenes.focus()
  const starts = [0, 2, 3.52, 5, 6]
  for (const [index, start] of starts.entries()) {
    await app.keyboard.press(index === 0 ? 'Home' : 'ArrowRight')
    await expect(scenes).toHaveAttribute('aria-valuetext', new RegExp(`^shot, ${index + 1} of 5, `))
    await expect.poll(async () => Math.abs((await position(app)) - start)).toBeLessThan(0.041)
  }

  await app.getByRole('button', { name: 'Analyse' }).click()
  await choice(app, /^Scenes/).click()
  await expect(app.getByText(/^Cached since today/)).toBeVisible()
  await app.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(app.getByText('marked (Scenes) is up to date; nothing ran')).toBeVisible()
  expect((await server.client.analyses.list({})).total).toBe(1)
})

test('a click goes to a range, N and P to the next and the one before, R loops it', async ({ app, server }) => {
  await importInOrder(server, [await clip('marked.webm')])
  await analyse(server, 'scenes')
  await openTake(app, 'marked')
  const box = await lane(app, /^Scenes/).boundingBox()
  if (!box) throw new Error('the lane is on screen')
  await app.mouse.move(box.x + box.width * (4.2 / 8), box.y + box.height / 2)
  await expect(app.getByText('00:03.520 to 00:05.000')).toBeVisible()
  await app.mouse.click(box.x + box.width * (4.2 / 8), box.y + box.height / 2)
  await expect.poll(() => position(app)).toBeCloseTo(3.54, 1)
  await app.keyboard.press('n')
  await expect.poll(() => position(app)).toBeCloseTo(5.02, 1)
  await app.keyboard.press('p')
  await app.keyboard.press('p')
  await expect.poll(() => position(app)).toBeCloseTo(2.02, 1)
  await app.keyboard.press('r')
  await expect(app.getByRole('button', { name: 'Go to in point, 2.00' })).toBeVisible()
  await expect(app.getByRole('button', { name: 'Go to out point, 3.52' })).toBeVisible()
  await expect(app.getByRole('button', { name: 'Loop', exact: true })).toHaveAttribute('aria-pressed', 'true')
})

test('a file that became another makes its analyses stale, and the page says what differs', async ({ app, server }) => {
  const path = test.info().outputPath('harbour.mp4')
  await cp(await clip('landscape.mp4'), path)
  await importInOrder(server, [path])
  await analyse(server, 'black')
  await openTake(app, 'harbour')
  await expect(lanes(app).getByTitle('fresh')).toHaveText('none')
  await appendFile(path, freeBox)
  await app.reload()
  await lanes(app).getByRole('button', { name: 'stale · why?' }).click()
  const why = app.getByRole('region', { name: 'Why is “Black” out of date?' })
  await expect(why).toContainText('The content changed today')
  await expect(why).toContainText(/was [0-9a-f]{4}….{4} · is [0-9a-f]{4}…/)
  await expect(why).toContainText('Same configuration.')
  await expect(why).toContainText('Import the file')
  await expect(why.getByRole('button', { name: 'Run again' })).toBeHidden()
})

test('two configurations lie over each other with what differs', async ({ app, server }) => {
  await importInOrder(server, [await clip('marked.webm')])
  await analyse(server, 'scenes')
  await analyse(server, 'scenes', { min_seconds: 1.8 })
  await openTake(app, 'marked')
  await lanes(app).getByRole('button', { name: 'Scenes defaults' }).click()
  await app.getByRole('menuitem', { name: 'Compare with' }).click()
  await app.getByRole('menuitem', { name: 'shortest shot 1.8 s' }).click()
  const comparison = app.getByRole('region', { name: 'Scenes compared' })
  await expect(comparison.getByRole('row', { name: /^defaults and shortest shot 1\.8 s \d+% \d+% \d/ })).toBeVisible()
  await expect(comparison.getByRole('row', { name: 'Shortest shot 0 s 1.8 s' })).toBeVisible()
  await comparison.getByRole('button', { name: 'Stop comparing' }).click()
  await expect(comparison).toBeHidden()
  await app.getByRole('link', { name: /^Analyses 2/ }).click()
  await app.getByRole('row').nth(1).click()
  await expect(app.getByRole('complementary')).toContainText('Version2')
  await expect(app.getByRole('complementary')).toContainText(/Run time[\d.]+ s/)
  await expect(app.getByRole('region', { name: 'JSON' })).toContainText('"analyser": "scenes"')
})

test('ranges are saved as a file', async ({ app, server }) => {
  await importInOrder(server, [await clip('marked.webm')])
  await analyse(server, 'scenes')
  await openTake(app, 'marked')
  await lanes(app)
    .getByRole('button', { name: /^Scenes/ })
    .click()
  await app.getByRole('menuitem', { name: 'Save as' }).click()
  const download = app.waitForEvent('download')
  await app.getByRole('menuitem', { name: 'WebVTT' }).click()
  const file = await download
  expect(file.suggestedFilename()).toBe('marked - Scenes.vtt')
  const text = await readFile((await file.path()) ?? '', 'utf8')
  expect(text).toMatch(/^WEBVTT\n\n1\n00:00:00\.000 --> 00:00:02\.000\nshot\n/)
})

test('a declaration of the library that cannot be used says why, and one that can is offered', async ({
  app,
  server,
}) => {
  await mkdir(join(server.folder, 'analysers'), { recursive: true })
  await writeFile(join(server.folder, 'analysers', 'broken.json'), '{ half')
  await importInOrder(server, [await clip('ten-seconds.webm')])
  await openTake(app, 'ten-seconds')
  await app.getByRole('button', { name: 'Analyse' }).click()
  await expect(app.getByRole('dialog', { name: 'Analyse' })).toContainText(/broken\.json: /)
  await expect(choice(app, /^Loudness/)).toBeVisible()
  await app.keyboard.press('Escape')
  await expect(app.getByRole('heading', { name: 'ten-seconds', level: 1 })).toBeVisible()
})

test('an analysis that takes long says so in its place, and is stopped there', async ({ app, server }) => {
  await mkdir(join(server.folder, 'analysers'), { recursive: true })
  const slow = { name: 'slow', title: 'Slow', description: 'Takes its time.', version: '1', argv: ['sleep', '60'] }
  await writeFile(join(server.folder, 'analysers', 'slow.json'), JSON.stringify(slow))
  await allowAnalyser(server.client, 'slow')
  await importInOrder(server, [await clip('ten-seconds.webm')])
  await openTake(app, 'ten-seconds')
  await app.getByRole('button', { name: 'Analyse' }).click()
  await choice(app, /^Slow/).click()
  await app.keyboard.press('Enter')
  await expect(lanes(app).getByRole('progressbar', { name: 'ten-seconds (Slow)' })).toBeVisible()
  await lanes(app).getByRole('button', { name: 'Cancel ten-seconds (Slow)' }).click()
  await expect(lanes(app).getByRole('progressbar')).toBeHidden()
  const jobs = await server.client.jobs.list({})
  expect(jobs.find(({ kind }) => kind === 'analysis')).toMatchObject({ state: 'cancelled' })
})

test('an analyser that fails says why', async ({ app, server }) => {
  await mkdir(join(server.folder, 'analysers'), { recursive: true })
  const wrong = {
    name: 'wrong',
    title: 'Wrong',
    description: 'Prints half.',
    version: '1',
    argv: ['echo', '{"ranges": ['],
  }
  await writeFile(join(server.folder, 'analysers', 'wrong.json'), JSON.stringify(wrong))
  await allowAnalyser(server.client, 'wrong')
  await importInOrder(server, [await clip('ten-seconds.webm')])
  await openTake(app, 'ten-seconds')
  await app.getByRole('button', { name: 'Analyse' }).click()
  await choice(app, /^Wrong/).click()
  await app.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(app.getByRole('alert')).toContainText(/Wrong|wrong/)
  await app.getByRole('button', { name: '1 failed' }).click()
  await expect(app.getByRole('dialog', { name: /ten-seconds \(Wrong\)/ })).toBeVisible()
})

test('the view of analyses narrows, and its address opens it again unchanged', async ({ app, server }) => {
  await saveThree(server)
  await app.getByRole('link', { name: /^Analyses 3/ }).click()
  await expect(app.getByRole('grid', { name: 'Analyses' }).getByRole('row')).toHaveCount(4)
  await app.getByRole('textbox', { name: 'Search by path' }).fill('DU')
  await expect(row(app, 'dusk')).toBeVisible()
  await expect(row(app, 'dawn')).toBeHidden()
  await expect(app).toHaveURL(/path=DU/)
  await app.reload()
  await expect(row(app, 'dusk')).toBeVisible()
  await expect(row(app, 'dawn')).toBeHidden()
  await app.getByRole('combobox', { name: 'State' }).selectOption('stale')
  await expect(app.getByRole('heading', { name: 'No matching analyses' })).toBeVisible()
  await app.getByRole('button', { name: 'Show all analyses' }).click()
  await expect(row(app, 'dawn')).toBeVisible()
})

test('with keys alone: rows are chosen, taken out of the cache, brought back, and verified', async ({
  app,
  server,
}) => {
  await saveThree(server)
  await app.goto(new URL('/analyses', app.url()).href)
  const table = app.getByRole('grid', { name: 'Analyses' })
  await expect(table.getByRole('row')).toHaveCount(4)
  await expect(table).toBeFocused()
  await app.keyboard.press('ArrowDown')
  await app.keyboard.press('Shift+ArrowDown')
  await expect(table.getByRole('row', { selected: true })).toHaveCount(2)
  await app.keyboard.press('Delete')
  await expect(app.getByText('Removed 2 analyses from the cache')).toBeVisible()
  await expect(table.getByRole('row')).toHaveCount(2)
  await app.keyboard.press('ControlOrMeta+z')
  await expect(table.getByRole('row')).toHaveCount(4)
  await app.keyboard.press('ControlOrMeta+a')
  await expect(table.getByRole('row', { selected: true })).toHaveCount(3)
  await expect(table.getByText('no file found')).toHaveCount(0)
  await app.keyboard.press('v')
  await expect(table.getByText('no file found')).toHaveCount(3)
})

test('the analyses stand by configuration, and one opens as its analyses', async ({ app, server }) => {
  await saveThree(server)
  await app.goto(new URL('/analyses?by=configuration', app.url()).href)
  await expect(app.getByRole('grid', { name: 'Configurations' }).getByRole('row')).toHaveCount(2)
  await app.keyboard.press('ArrowDown')
  await app.keyboard.press('Enter')
  await expect(app).toHaveURL(/config=sha256/)
  await expect(app.getByRole('grid', { name: 'Analyses' }).getByRole('row')).toHaveCount(4)
})

test('an empty view says what to do, and one that cannot be read lets it be tried again', async ({ app }) => {
  await app.getByRole('link', { name: /^Analyses/ }).click()
  await expect(app.getByRole('heading', { name: 'No analyses yet' })).toBeVisible()
  await breakUntilClick(app, '**/rpc/analyses/list*')
  await app.reload()
  await expect(app.getByRole('heading', { name: 'Couldn’t load analyses' })).toBeVisible()
  await app.getByRole('button', { name: 'Try again' }).click()
  await expect(app.getByRole('heading', { name: 'No analyses yet' })).toBeVisible()
})

test('nothing keeps anybody from lanes, forms and the view of analyses', async ({ app, server }) => {
  await importInOrder(server, [await clip('marked.webm')])
  await analyse(server, 'scenes')
  await saveThree(server)
  await openTake(app, 'marked')
  await expect(lane(app, /^Scenes/)).toBeVisible()
  await lane(app, /^Scenes/).focus()
  expect(await barriers(app)).toEqual([])
  await app.getByRole('button', { name: 'Analyse' }).click()
  await choice(app, /^Silence/).click()
  await expect(app.getByRole('spinbutton', { name: 'Level' })).toBeFocused()
  expect(await barriers(app)).toEqual([])
  await app.goto(new URL('/analyses', app.url()).href)
  await expect(row(app, 'dusk')).toBeVisible()
  await row(app, 'marked').click()
  await expect(app.getByRole('heading', { name: 'Scenes of marked' })).toBeVisible()
  expect(await barriers(app)).toEqual([])
})
