import { existsSync } from 'node:fs'
import { cp, mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Page } from '@playwright/test'
import { clip } from '../../support/clips.ts'
import type { Server } from '../../support/serve.ts'
import { barriers, choose } from './barriers.ts'
import { importInOrder } from './on-screen.ts'
import { expect, test } from './rushes.ts'

/** A take with two copies elsewhere, one of them at a long path, and two copies of what is not in the library. */
async function putCopies(server: Server): Promise<{ takes: string; other: string; copy: string; long: string }> {
  const [takes, other] = [test.info().outputPath('takes'), test.info().outputPath('other disk')]
  const take = join(takes, 'Ferry.webm')
  const copy = join(other, 'Ferry copy.webm')
  const long = join(
    other,
    ...Array.from({ length: 6 }, (_, day) => `a folder of a long name, day ${day}`),
    'Ferry.webm',
  )
  for (const path of [take, long]) await mkdir(dirname(path), { recursive: true })
  for (const path of [take, copy, long]) await cp(await clip('ten-seconds.webm'), path)
  for (const name of ['still.png', 'still again.png']) await writeFile(join(other, name), 'not in the library')
  await importInOrder(server, [take])
  return { takes, other, copy, long }
}

async function openCopies(app: Page): Promise<void> {
  await app.goto(new URL('/duplicates?by=content', app.url()).href)
  await expect(app.getByRole('heading', { name: 'Duplicates' })).toBeVisible()
}

async function lookIn(app: Page, folder: string): Promise<void> {
  await app.getByRole('textbox', { name: 'Path of a folder on the computer of the library' }).fill(folder)
  await app.getByRole('button', { name: 'Look', exact: true }).click()
}

test('copies are looked for in a folder, one goes to the trash, and comes back by undo', async ({ app, server }) => {
  const { other, copy, long } = await putCopies(server)
  await openCopies(app)
  await expect(app.getByRole('heading', { name: 'Nothing lies at two places' })).toBeVisible()
  await lookIn(app, other)
  const list = app.getByRole('list', { name: 'Same content' })
  await expect(list.getByRole('listitem')).toHaveCount(2)
  const ferry = app.getByRole('group', { name: 'Ferry' })
  await expect(ferry.getByText('plays')).toBeVisible()
  await expect(list.getByRole('group', { name: /still/ })).toContainText('not in the library')
  await expect(app.getByRole('status').filter({ hasText: /^3 copies · \d/ })).toBeVisible()

  await ferry.getByRole('checkbox', { name: `Keep ${long}` }).check()
  await list.getByRole('listitem').filter({ has: ferry }).getByRole('button', { name: 'Trash 1 copy' }).click()
  await expect(app.getByText('1 copy in the trash', { exact: true })).toBeVisible()
  expect([existsSync(copy), existsSync(long)]).toEqual([false, true])
  await expect(app.getByText(/^1 copy in the trash of the library, /)).toBeVisible()
  await app.keyboard.press('ControlOrMeta+z')
  await expect(app.getByText('1 copy put back', { exact: true })).toBeVisible()
  expect(existsSync(copy)).toBe(true)
  await expect(app.getByText(/in the trash of the library, /)).toBeHidden()
})

test('one of each is kept after a preview, and all come back after the page was loaded again', async ({
  app,
  server,
}) => {
  const { other, copy, long } = await putCopies(server)
  await openCopies(app)
  await lookIn(app, other)
  await app.getByRole('button', { name: 'Keep one of each…' }).click()
  const dialog = app.getByRole('dialog', { name: 'Keep one copy of each content' })
  await expect(dialog).toContainText('3 copies of 2 contents would go to the trash')
  await dialog.getByRole('button', { name: 'Trash 3 copies' }).click()
  await expect(app.getByRole('heading', { name: 'Nothing lies at two places' })).toBeVisible()
  expect([existsSync(copy), existsSync(long)]).toEqual([false, false])
  await app.reload()
  await app.getByRole('button', { name: 'Put them back' }).click()
  await expect(app.getByRole('list', { name: 'Same content' }).getByRole('listitem')).toHaveCount(2)
  expect([existsSync(copy), existsSync(long)]).toEqual([true, true])
})

test('a folder that is not there is said so, and a list that cannot be read can be asked for again', async ({
  app,
}) => {
  await openCopies(app)
  await lookIn(app, '/nowhere/at/all')
  await expect(app.getByRole('alert')).toContainText('/nowhere/at/all is not there any more.')
  await app.route('**/rpc/duplicates/exact*', (route) => route.abort())
  await app.reload()
  await expect(app.getByRole('heading', { name: 'The copies could not be read' })).toBeVisible()
  await app.screenshot({ path: test.info().outputPath('error.png') })
  await app.unroute('**/rpc/duplicates/exact*')
  await app.getByRole('button', { name: 'Try again' }).click()
  await expect(app.getByRole('heading', { name: 'Nothing lies at two places' })).toBeVisible()
})

test('what was decided is listed, forgotten, and decided again by undo', async ({ app, server }) => {
  const { takes } = await putCopies(server)
  await cp(await clip('fractal.webm'), join(takes, 'Other.webm'))
  await importInOrder(server, [join(takes, 'Other.webm')])
  const [kept, other] = (await server.client.videos.list({ order: 'asc' })).items
  const decided = [{ id: other?.id ?? '', decision: 'alternate' as const }]
  await server.client.duplicates.resolve({ groups: [{ kept_id: kept?.id ?? '', takes: decided }] })
  await app.goto(new URL('/duplicates', app.url()).href)
  await app.getByRole('button', { name: 'Decided' }).click()
  await expect(app).toHaveURL(/by=decided/)
  const pairs = app.getByRole('list', { name: 'Decided pairs' })
  await expect(pairs.getByRole('listitem')).toContainText(['alternate takes'])
  expect(await barriers(app)).toEqual([])
  await app.screenshot({ path: test.info().outputPath('decided.png') })
  await pairs.getByRole('button', { name: /^Forget / }).click()
  await expect(app.getByRole('heading', { name: 'Nothing is decided yet' })).toBeVisible()
  await app.keyboard.press('ControlOrMeta+z')
  await expect(pairs.getByRole('listitem')).toHaveCount(1)
})

for (const scheme of ['Dark', 'Light'] as const)
  test(`${scheme}: nothing keeps anybody from the copies`, async ({ app, server }) => {
    await choose(app, scheme)
    const { other } = await putCopies(server)
    await openCopies(app)
    await expect(app.getByRole('heading', { name: 'Nothing lies at two places' })).toBeVisible()
    expect(await barriers(app)).toEqual([])
    await app.screenshot({ path: test.info().outputPath('empty.png') })
    await lookIn(app, other)
    const list = app.getByRole('list', { name: 'Same content' })
    await expect(list.getByRole('listitem')).toHaveCount(2)
    expect(await barriers(app)).toEqual([])
    await app.screenshot({ path: test.info().outputPath('copies.png') })
    await app.getByRole('button', { name: 'Keep one of each…' }).click()
    await expect(app.getByRole('dialog')).toBeVisible()
    expect(await barriers(app)).toEqual([])
    await app.screenshot({ path: test.info().outputPath('dialog.png') })
    await app.keyboard.press('Escape')
    await list.getByRole('button', { name: 'Trash 1 copy' }).click()
    await expect(app.getByRole('button', { name: 'Put it back' })).toBeVisible()
    await app.setViewportSize({ width: 900, height: 700 })
    expect(await barriers(app)).toEqual([])
    await app.screenshot({ path: test.info().outputPath('narrow.png') })
  })
