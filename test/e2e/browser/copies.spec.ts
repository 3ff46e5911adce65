import { existsSync } from 'node:fs'
import { cp, mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Page } from '@playwright/test'
import { clip } from '../../support/clips.ts'
import type { Server } from '../../support/serve.ts'
import { barriers } from './barriers.ts'
import { breakUntilClick, importInOrder } from './on-screen.ts'
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
  await app.getByRole('textbox', { name: 'Path of a folder on the library’s computer' }).fill(folder)
  await app.getByRole('button', { name: 'Scan', exact: true }).click()
}

test('copies are looked for in a folder, one goes to trash, and comes back by undo', async ({ app, server }) => {
  const { other, copy, long } = await putCopies(server)
  await openCopies(app)
  await expect(app.getByRole('heading', { name: 'No exact copies' })).toBeVisible()
  await lookIn(app, other)
  const list = app.getByRole('list', { name: 'Exact copies' })
  await expect(list.getByRole('listitem')).toHaveCount(2)
  const ferry = app.getByRole('group', { name: 'Ferry' })
  await expect(ferry.getByText('plays')).toBeVisible()
  await expect(list.getByRole('group', { name: /still/ })).toContainText('not in the library')
  await expect(app.getByRole('status').filter({ hasText: /^3 copies · \d/ })).toBeVisible()

  await ferry.getByRole('checkbox', { name: `Keep ${long}` }).check()
  await list.getByRole('listitem').filter({ has: ferry }).getByRole('button', { name: 'Move 1 copy to trash' }).click()
  await expect(app.getByText('1 copy moved to the trash', { exact: true })).toBeVisible()
  expect([existsSync(copy), existsSync(long)]).toEqual([false, true])
  await expect(app.getByText(/^1 copy in the library’s trash, /)).toBeVisible()
  await app.keyboard.press('ControlOrMeta+z')
  await expect(app.getByText('1 copy restored', { exact: true })).toBeVisible()
  expect(existsSync(copy)).toBe(true)
  await expect(app.getByText(/in the library’s trash, /)).toBeHidden()
})

test('one of each is kept after a preview, and all come back after the page was loaded again', async ({
  app,
  server,
}) => {
  const { other, copy, long } = await putCopies(server)
  await openCopies(app)
  await lookIn(app, other)
  await app.getByRole('button', { name: 'Keep one of each…' }).click()
  const dialog = app.getByRole('dialog', { name: 'Keep one copy of each file' })
  await expect(dialog).toContainText('3 copies of 2 files will move to the library’s trash')
  await dialog.getByRole('button', { name: 'Move 3 copies to trash' }).click()
  await expect(app.getByRole('heading', { name: 'No exact copies' })).toBeVisible()
  expect([existsSync(copy), existsSync(long)]).toEqual([false, false])
  await app.getByRole('button', { name: '3 moved' }).click()
  await expect(app.getByRole('radio', { name: '3 moved' })).toBeChecked()
  await app.reload()
  await app.getByRole('button', { name: 'Restore them' }).click()
  await expect(app.getByRole('list', { name: 'Exact copies' }).getByRole('listitem')).toHaveCount(2)
  expect([existsSync(copy), existsSync(long)]).toEqual([true, true])
})

test('a folder that is not there is said so, and a list that cannot be read can be asked for again', async ({
  app,
}) => {
  await openCopies(app)
  await lookIn(app, '/nowhere/at/all')
  await expect(app.getByRole('alert')).toContainText('/nowhere/at/all was not found.')
  await breakUntilClick(app, '**/rpc/duplicates/exact*')
  await app.reload()
  await expect(app.getByRole('heading', { name: 'Couldn’t load exact copies' })).toBeVisible()
  await app.getByRole('button', { name: 'Try again' }).click()
  await expect(app.getByRole('heading', { name: 'No exact copies' })).toBeVisible()
})

test('what was decided is listed, forgotten, and decided again by undo', async ({ app, server }) => {
  const { takes } = await putCopies(server)
  await cp(await clip('fractal.webm'), join(takes, 'Other.webm'))
  await importInOrder(server, [join(takes, 'Other.webm')])
  const [kept, other] = (await server.client.videos.list({ order: 'asc' })).items
  const decided = [{ id: other?.id ?? '', decision: 'alternate' as const }]
  await server.client.duplicates.resolve({ groups: [{ kept_id: kept?.id ?? '', takes: decided }] })
  await app.goto(new URL('/duplicates', app.url()).href)
  await app.getByRole('button', { name: 'Decisions' }).click()
  await expect(app).toHaveURL(/by=decided/)
  const pairs = app.getByRole('list', { name: 'Decided pairs' })
  await expect(pairs.getByRole('listitem')).toContainText(['alternate takes'])
  expect(await barriers(app)).toEqual([])
  await pairs.getByRole('button', { name: /^Clear the decision/ }).click()
  await expect(app.getByRole('heading', { name: 'No decisions yet' })).toBeVisible()
  await app.keyboard.press('ControlOrMeta+z')
  await expect(pairs.getByRole('listitem')).toHaveCount(1)
})

test('nothing keeps anybody from the copies', async ({ app, server }) => {
  const { other } = await putCopies(server)
  await openCopies(app)
  await expect(app.getByRole('heading', { name: 'No exact copies' })).toBeVisible()
  expect(await barriers(app)).toEqual([])
  await lookIn(app, other)
  const list = app.getByRole('list', { name: 'Exact copies' })
  await expect(list.getByRole('listitem')).toHaveCount(2)
  expect(await barriers(app)).toEqual([])
  await app.getByRole('button', { name: 'Keep one of each…' }).click()
  await expect(app.getByRole('dialog')).toBeVisible()
  expect(await barriers(app)).toEqual([])
  await app.keyboard.press('Escape')
  await list.getByRole('button', { name: 'Move 1 copy to trash' }).click()
  await expect(app.getByRole('button', { name: 'Restore it' })).toBeVisible()
  await app.setViewportSize({ width: 900, height: 700 })
  expect(await barriers(app)).toEqual([])
})
