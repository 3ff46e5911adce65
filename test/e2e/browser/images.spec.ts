import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { clip } from '../../support/clips.ts'
import { wanPrompt } from '../../support/generated.ts'
import { putPicture } from '../../support/pictures.ts'
import { putTagged } from '../../support/tagged-files.ts'
import { barriers, choose } from './barriers.ts'
import { importInOrder, importTogether, tile } from './on-screen.ts'
import { expect, test } from './rushes.ts'

const images = (app: Page) => app.getByRole('listbox', { name: 'Images' })
const image = (app: Page, name: string) => images(app).getByRole('option', { name: new RegExp(`^${name}, `) })

const shots = (folder: string) =>
  ['first', 'last', 'reference'].map((name, index) => putPicture(join(folder, `${name}.png`), 1 + index * 60))

test('images have a view of their own, newest first, and are none of the takes', async ({ app, server }) => {
  await importInOrder(server, shots(test.info().outputPath('in')))
  await app.getByRole('link', { name: /^Images/ }).click()
  await expect(images(app).getByRole('option')).toHaveCount(3)
  const names = await images(app)
    .getByRole('option')
    .evaluateAll((all) => all.map((one) => one.ariaLabel?.split(',')[0]))
  expect(names).toEqual(['reference', 'last', 'first'])
  await expect(image(app, 'first').locator('img')).toHaveJSProperty('complete', true)
  expect((await server.client.videos.list({})).total).toBe(0)
})

test('keys walk through images and open one large; a click selects, and its facts stand beside', async ({
  app,
  server,
}) => {
  await importInOrder(server, shots(test.info().outputPath('in')))
  await app.getByRole('link', { name: /^Images/ }).click()
  await images(app).focus()
  await app.keyboard.press('ArrowRight')
  await expect(image(app, 'reference')).toHaveAttribute('aria-selected', 'true')
  await app.keyboard.press('ArrowRight')
  await expect(image(app, 'last')).toHaveAttribute('aria-selected', 'true')
  await app.keyboard.press('Enter')
  const large = app.getByRole('dialog', { name: 'last' })
  await expect(large.getByRole('img', { name: 'last' })).toHaveJSProperty('naturalWidth', 320)
  await app.keyboard.press('Escape')
  await expect(large).toBeHidden()
  await image(app, 'first').click()
  await expect(app.getByText('320×180 · png')).toBeVisible()
})

test('an image that is dropped in while the view is open appears', async ({ app, server }) => {
  await app.getByRole('link', { name: /^Images/ }).click()
  await expect(app.getByRole('heading', { name: 'No images yet' })).toBeVisible()
  await importTogether(server, shots(test.info().outputPath('in')))
  await expect(images(app).getByRole('option')).toHaveCount(3)
})

test('only the rows in sight exist, however many images there are, and the last one is reached', async ({
  app,
  server,
}) => {
  const folder = test.info().outputPath('in')
  const many = Array.from({ length: 260 }, (_, index) => putPicture(join(folder, `p${index}.png`), index, '32x32'))
  await importTogether(server, many)
  await app.getByRole('link', { name: /^Images/ }).click()
  await expect(images(app).getByRole('option').first()).toBeVisible()
  expect(await images(app).getByRole('option').count()).toBeLessThan(120)
  await images(app).focus()
  await app.keyboard.press('End')
  await expect(images(app).locator('[data-place="199"]')).toBeVisible()
  await expect(async () => {
    await app.keyboard.press('End')
    await expect(images(app).locator('[data-place="259"]')).toBeVisible({ timeout: 500 })
  }).toPass()
})

test('a take shows the image that it was made from, and the image the take', async ({ app, server }) => {
  const folder = test.info().outputPath('comfy')
  const reference = putPicture(join(folder, 'input', 'ferry.png'))
  const take = join(folder, 'output', 'Ferry.mp4')
  await mkdir(join(folder, 'output'), { recursive: true })
  await putTagged('landscape.mp4', take, { prompt: wanPrompt() }, '-movflags', 'use_metadata_tags')
  await importInOrder(server, [take, reference])
  await app.reload()
  await tile(app, 'Ferry').dblclick()
  await app.getByRole('link', { name: 'Made from ferry.png' }).click()
  await expect(image(app, 'ferry')).toHaveAttribute('aria-selected', 'true')
  await app.getByRole('button', { name: 'Open Ferry' }).click()
  await expect(app.getByRole('heading', { name: 'Ferry', level: 1 })).toBeVisible()
})

for (const scheme of ['Dark', 'Light'] as const)
  test(`${scheme}: nothing keeps anybody from images, full, empty or at the bar of a take with sound`, async ({
    app,
    server,
  }) => {
    await choose(app, scheme)
    await app.getByRole('link', { name: /^Images/ }).click()
    await expect(app.getByRole('heading', { name: 'No images yet' })).toBeVisible()
    expect(await barriers(app)).toEqual([])
    await importInOrder(server, [...shots(test.info().outputPath('in')), await clip('vp9.webm')])
    await image(app, 'last').click()
    await expect(app.getByText('320×180 · png')).toBeVisible()
    expect(await barriers(app)).toEqual([])
    await app.getByRole('link', { name: /^Library/ }).click()
    await tile(app, 'vp9').dblclick()
    await expect(app.getByRole('slider', { name: 'Position' }).locator('canvas[data-drawn]')).toBeVisible()
    expect(await barriers(app)).toEqual([])
  })
