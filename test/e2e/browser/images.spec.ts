import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { clip } from '../../support/clips.ts'
import { wanPrompt } from '../../support/generated.ts'
import { putAvif, putPicture, putTurned } from '../../support/pictures.ts'
import type { Server } from '../../support/serve.ts'
import { ownKeys, putTagged } from '../../support/tagged-files.ts'
import { barriers } from './barriers.ts'
import { importInOrder, importTogether, tile } from './on-screen.ts'
import { expect, test } from './rushes.ts'
import { node } from './workflows-on-screen.ts'

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
  await expect(app.getByText('320×180 · PNG')).toBeVisible()
})

test('a picture is large as it is small, and has the size that is told, however it is turned', async ({
  app,
  server,
}) => {
  const folder = test.info().outputPath('turned')
  const all = [
    putTurned(join(folder, 'photo.jpg'), 6),
    putTurned(join(folder, 'stored.webp'), 6),
    putAvif(join(folder, 'frame.avif'), 1),
  ]
  await importInOrder(server, all)
  await app.getByRole('link', { name: /^Images/ }).click()
  for (const { name, width, height } of (await server.client.images.list({})).items) {
    await expect.poll(() => sizeOf(image(app, name).locator('img'))).toEqual([width, height])
    await image(app, name).dblclick()
    const large = app.getByRole('dialog', { name }).getByRole('img', { name })
    await expect.poll(() => sizeOf(large)).toEqual([width, height])
    await app.keyboard.press('Escape')
    await expect(large).toBeHidden()
  }
})

const sizeOf = (picture: Locator) =>
  picture.evaluate((one) => [(one as HTMLImageElement).naturalWidth, (one as HTMLImageElement).naturalHeight])

test('an image that is dropped in while the view is open appears', async ({ app, server }) => {
  await app.getByRole('link', { name: /^Images/ }).click()
  await expect(app.getByRole('heading', { name: 'No images yet' })).toBeVisible()
  await importTogether(server, shots(test.info().outputPath('in')))
  await expect(images(app).getByRole('option')).toHaveCount(3)
})

test('only the rows in sight exist, however many images there are, and keys lead to both ends at once', async ({
  app,
  server,
}) => {
  const folder = test.info().outputPath('in')
  // Of several shapes: what is laid out before it is read is laid out again when it is.
  const many = Array.from({ length: 180 }, (_, index) =>
    putPicture(join(folder, `p${String(index).padStart(3, '0')}.png`), index, index % 3 ? '32x32' : '64x32'),
  )
  await importTogether(server, many)
  const names = (await server.client.images.list({ limit: 500 })).items.map(({ name }) => name)
  const [newest = '', oldest = ''] = [names.at(0), names.at(-1)]
  await app.getByRole('link', { name: /^Images/ }).click()
  await expect(images(app).getByRole('option').first()).toBeVisible()
  expect(await images(app).getByRole('option').count()).toBeLessThan(120)
  await images(app).focus()
  await app.keyboard.press('End')
  await expect(image(app, oldest)).toHaveAttribute('aria-selected', 'true')
  await expect(image(app, oldest)).toBeInViewport({ ratio: 0.9 })
  await expect(image(app, oldest)).toHaveAttribute('aria-posinset', '180')
  expect(await images(app).getByRole('option').count()).toBeLessThan(120)
  await app.keyboard.press('ArrowLeft')
  await expect(image(app, names.at(-2) ?? '')).toHaveAttribute('aria-selected', 'true')
  await app.keyboard.press('Home')
  await expect(image(app, newest)).toHaveAttribute('aria-selected', 'true')
  await expect(image(app, newest)).toBeInViewport({ ratio: 0.9 })
  await app.keyboard.press('Shift+End')
  await expect(app.getByText('180 · 180 selected')).toBeVisible()
})

test('an address leads to its image, however far down it stands', async ({ app, server }) => {
  const folder = test.info().outputPath('in')
  const many = Array.from({ length: 160 }, (_, index) => putPicture(join(folder, `p${index}.png`), index, '32x32'))
  await importTogether(server, many)
  const target = (await server.client.images.list({ limit: 500 })).items[120]
  await app.goto(new URL(`/images?image=${target?.id}`, app.url()).href)
  await expect(image(app, target?.name ?? '')).toHaveAttribute('aria-selected', 'true')
  await expect(image(app, target?.name ?? '')).toBeInViewport({ ratio: 0.9 })
  await app.goto(new URL('/images?image=nothing', app.url()).href)
  await expect(app.getByText('Image not found: nothing')).toBeVisible()
})

test('images are removed by key, one or several, and come back by the notice and by Ctrl Z', async ({
  app,
  server,
}) => {
  await importInOrder(server, shots(test.info().outputPath('in')))
  await app.getByRole('link', { name: /^Images/ }).click()
  await image(app, 'last').click()
  await app.keyboard.press('Delete')
  await expect(app.getByText('Removed 1 image')).toBeVisible()
  await expect(images(app).getByRole('option')).toHaveCount(2)
  await app.getByRole('button', { name: 'Undo' }).click()
  await expect(image(app, 'last')).toBeVisible()
  await expect(image(app, 'last')).toHaveAttribute('aria-posinset', '2')

  await images(app).focus()
  await app.keyboard.press('ControlOrMeta+a')
  const inspector = app.getByRole('complementary', { name: 'Inspector' })
  await expect(inspector.getByRole('heading', { name: '3 images' })).toBeVisible()
  await inspector.getByRole('button', { name: 'Remove from library' }).click()
  await expect(app.getByRole('heading', { name: 'No images yet' })).toBeVisible()
  await app.keyboard.press('ControlOrMeta+z')
  await expect(images(app).getByRole('option')).toHaveCount(3)
})

/** A take of ComfyUI with the picture that it was made from, in the library. */
async function importMade(server: Server): Promise<void> {
  const folder = test.info().outputPath('comfy')
  const reference = putPicture(join(folder, 'input', 'ferry.png'))
  const take = join(folder, 'output', 'Ferry.mp4')
  await mkdir(join(folder, 'output'), { recursive: true })
  await putTagged('landscape.mp4', take, { prompt: wanPrompt() }, ...ownKeys)
  await importInOrder(server, [take, reference])
}

test('a node shows the image that it loaded, which leads there, and so does its lineage', async ({ app, server }) => {
  await importMade(server)
  const [workflow] = (await server.client.workflows.list({})).items
  await app.goto(new URL(`/workflows/${workflow?.id}`, app.url()).href)
  const loader = node(app, /^LoadImage.*ferry/)
  await expect(loader.locator('img')).toHaveJSProperty('naturalWidth', 320)
  await loader.getByText('LoadImage').click()
  const inspector = app.getByRole('complementary', { name: 'Inspector' })
  await inspector.getByRole('link', { name: 'Image ferry' }).click()
  await expect(image(app, 'ferry')).toHaveAttribute('aria-selected', 'true')
  await app.goBack()
  await node(app, /^LoadImage/)
    .getByRole('link', { name: 'Image ferry' })
    .click()
  await expect(image(app, 'ferry')).toHaveAttribute('aria-selected', 'true')

  const take = (await server.client.videos.list({})).items[0]
  await app.goto(new URL(`/videos/${take?.id}/lineage`, app.url()).href)
  const content = app.getByRole('group', { name: /^ferry, image/ })
  await expect(content.locator('img')).toHaveJSProperty('naturalWidth', 320)
  await content.click()
  await inspector.getByRole('button', { name: 'Open the image' }).click()
  await expect(image(app, 'ferry')).toHaveAttribute('aria-selected', 'true')
  await app.keyboard.press('Delete')
  await app.goto(new URL(`/workflows/${workflow?.id}`, app.url()).href)
  await expect(node(app, /^LoadImage/)).toBeVisible()
  await expect(node(app, /^LoadImage/).locator('img')).toHaveCount(0)
})

test('how an image was made is written by hand, and it is taken off its node by key; both are undone', async ({
  app,
  server,
}) => {
  await importMade(server)
  await app.getByRole('link', { name: /^Images/ }).click()
  await image(app, 'ferry').click()
  const inspector = app.getByRole('complementary', { name: 'Inspector' })
  await inspector.getByRole('button', { name: 'Add details' }).click()
  await expect(inspector.getByLabel('Provider')).toBeFocused()
  await app.keyboard.type('midjourney')
  await inspector.getByLabel('Prompt').fill('A quiet pier')
  await app.keyboard.press('ControlOrMeta+Enter')
  await expect(inspector).toContainText('A quiet pier')
  await expect(inspector.getByRole('region', { name: 'AI' })).toContainText('A person or a program stated')
  await inspector.getByRole('button', { name: 'Remove details' }).click()
  await expect(inspector.getByRole('button', { name: 'Add details' })).toBeVisible()
  await app.keyboard.press('ControlOrMeta+z')
  await expect(inspector).toContainText('A quiet pier')

  await inspector.getByRole('link', { name: 'Ferry', exact: true }).click()
  const link = inspector.getByRole('region', { name: 'Input images' }).getByRole('link', { name: 'Image ferry' })
  await link.focus()
  await app.keyboard.press('Delete')
  await expect(link).toHaveCount(0)
  await app.keyboard.press('ControlOrMeta+z')
  await expect(link).toBeVisible()
})

test('a take shows the image that it was made from, and the image the take', async ({ app, server }) => {
  await importMade(server)
  await app.reload()
  await tile(app, 'Ferry').dblclick()
  await app.getByRole('link', { name: 'Made from ferry.png' }).click()
  await expect(image(app, 'ferry')).toHaveAttribute('aria-selected', 'true')
  await app.keyboard.press('g')
  await expect(app.getByRole('heading', { name: 'Lineage of ferry', level: 1, exact: true })).toBeVisible()
  await expect(app.getByRole('group', { name: /^ferry, image, start/ })).toBeVisible()
  await app.keyboard.press('d')
  await expect(app).toHaveURL(/contents.*direction=into/)
  await app.getByRole('group', { name: /^Ferry/ }).click()
  await app.keyboard.press('c')
  await expect(app.getByRole('heading', { name: 'Lineage of Ferry', level: 1, exact: true })).toBeVisible()
  await app.keyboard.press('Escape')
  await expect(app.getByRole('heading', { name: 'Lineage of ferry', level: 1, exact: true })).toBeVisible()
  // The first takes the selection back.
  await app.keyboard.press('Escape')
  await app.keyboard.press('Escape')
  await app.getByRole('button', { name: 'Open Ferry' }).click()
  await expect(app.getByRole('heading', { name: 'Ferry', level: 1 })).toBeVisible()
})

test('nothing keeps anybody from images, full, empty or at the bar of a take with sound', async ({ app, server }) => {
  await app.getByRole('link', { name: /^Images/ }).click()
  await expect(app.getByRole('heading', { name: 'No images yet' })).toBeVisible()
  expect(await barriers(app)).toEqual([])
  await importInOrder(server, [...shots(test.info().outputPath('in')), await clip('vp9.webm')])
  await image(app, 'last').click()
  await expect(app.getByText('320×180 · PNG')).toBeVisible()
  expect(await barriers(app)).toEqual([])
  await app.keyboard.press('Shift+ArrowRight')
  await expect(app.getByRole('heading', { name: '2 images' })).toBeVisible()
  await app.setViewportSize({ width: 900, height: 700 })
  expect(await barriers(app)).toEqual([])
  await app.setViewportSize({ width: 1440, height: 900 })
  await app.getByText('List', { exact: true }).click()
  await expect(app.getByRole('grid', { name: 'Images' })).toBeVisible()
  expect(await barriers(app)).toEqual([])
  await app.getByRole('link', { name: /^Library/ }).click()
  await tile(app, 'vp9').dblclick()
  await expect(app.getByRole('slider', { name: 'Position' }).locator('canvas[data-drawn]')).toBeVisible()
  expect(await barriers(app)).toEqual([])
})

test('images are searched, rated, tagged and labelled by keyboard, in the grid and in the list', async ({
  app,
  server,
}) => {
  await importInOrder(server, shots(test.info().outputPath('in')))
  await app.getByRole('link', { name: /^Images/ }).click()
  const details = Promise.withResolvers<void>()
  await app.route('**/rpc/images/get*', (route) => details.promise.then(() => route.continue()))
  await images(app).focus()
  await app.keyboard.press('ArrowRight')
  await app.keyboard.press('4')
  await expect(app.getByText('Rated 1 image 4 stars')).toBeVisible()
  // The field is there before the details are, so that the letters are no shortcuts.
  await app.keyboard.type('tnig')
  details.resolve()
  await app.keyboard.type('ht')
  await app.keyboard.press('Enter')
  await expect(app.getByText('Tagged 1 image “night”')).toBeVisible()
  await app.keyboard.press('Escape')
  await expect(images(app)).toBeFocused()
  const inspector = app.getByRole('complementary', { name: 'Inspector' })
  await inspector.getByRole('button', { name: 'Red label' }).press('Enter')
  await expect(image(app, 'reference')).toHaveAccessibleName(/4 stars, night, red label/)

  await app.keyboard.press('/')
  const search = app.getByRole('combobox', { name: 'Search images' })
  await search.pressSequentially('tag:ni')
  await expect(app.getByRole('option', { name: /^night/ })).toBeVisible()
  await search.fill('rating:>=4 -first')
  await search.press('Enter')
  await expect(images(app).getByRole('option')).toHaveCount(1)
  await expect(image(app, 'reference')).toHaveAttribute('aria-selected', 'true')
  expect(new URL(app.url()).searchParams.get('query')).toBe('rating:>=4 -first')
  await expect(app.getByRole('list', { name: 'Filters' })).toContainText('4 stars and more')
  await search.fill('dur:5')
  await expect(app.getByText('Images have no “dur”.')).toBeVisible()
  await app.goto(app.url())
  await expect(images(app).getByRole('option')).toHaveCount(1)
  await app.getByRole('button', { name: 'Remove the filter Rating' }).press('Enter')
  await expect(images(app).getByRole('option')).toHaveCount(2)
  await app.getByRole('button', { name: 'Clear the search' }).press('Enter')
  await expect(images(app).getByRole('option')).toHaveCount(3)
  await images(app).focus()
  for (let steps = 0; steps < 3; steps++) await app.keyboard.press('ControlOrMeta+z')
  await expect
    .poll(async () => (await server.client.images.list({ query: 'has:rating OR has:tag OR has:colour' })).total)
    .toBe(0)
})

test('the list of images has columns that are chosen and sorted, and stays in the address', async ({ app, server }) => {
  await importInOrder(server, shots(test.info().outputPath('in')))
  const [reference, last, first] = (await server.client.images.list({})).items
  const rate = (id = '', rating = 1) => server.client.images.rate({ ratings: [{ ids: [id], rating }] })
  await rate(reference?.id, 2)
  await rate(first?.id, 5)
  await app.goto(new URL(`/images?image=${last?.id}`, app.url()).href)
  await app.getByRole('radio', { name: 'Grid' }).press('ArrowRight')
  const table = app.getByRole('grid', { name: 'Images' })
  const names = () =>
    table.getByRole('row').evaluateAll((rows) => rows.slice(1).map((row) => row.ariaLabel?.split(',')[0]))
  await expect.poll(names).toEqual(['reference', 'last', 'first'])
  await expect(table.getByRole('row', { name: /^last/ })).toHaveAttribute('aria-selected', 'true')
  await app.getByRole('button', { name: 'Rating', exact: true }).press('Enter')
  await app.getByRole('button', { name: 'Rating', exact: true }).press('Enter')
  await expect.poll(names).toEqual(['first', 'reference', 'last'])
  await expect(table.getByRole('columnheader', { name: 'Rating' })).toHaveAttribute('aria-sort', 'descending')
  await app.reload()
  await expect.poll(names).toEqual(['first', 'reference', 'last'])
  await app.getByRole('button', { name: 'Columns' }).press('Enter')
  await app.getByRole('checkbox', { name: 'Path' }).press('Space')
  await app.keyboard.press('Escape')
  await expect(table.getByRole('columnheader', { name: 'Path' })).toBeVisible()
  await table.focus()
  await app.keyboard.press('ArrowDown')
  await app.keyboard.press('Shift+ArrowDown')
  await app.keyboard.press('3')
  await expect(app.getByText('Rated 2 images 3 stars')).toBeVisible()
})
