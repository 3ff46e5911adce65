import { barriers } from './barriers.ts'
import { family, graph, importTakes, inspector, node, saveProcessing, type Take } from './lineage-on-screen.ts'
import { breakUntilClick, openTake, runCommand } from './on-screen.ts'
import { expect, test } from './rushes.ts'
import { open } from './workflows-on-screen.ts'

test('from a take to what it was made from and into, by keys, and back', async ({ app, server }) => {
  await family(server)
  await openTake(app, 'take-0003')
  await app.keyboard.press('g')
  await expect(app.getByRole('heading', { name: 'Lineage of take-0003', level: 1 })).toBeVisible()
  await expect(graph(app).getByRole('group')).toHaveCount(6)
  await expect(node(app, /^take-0003, start/)).toBeVisible()
  await expect(node(app, /^sound 55555555.wav, not in the library/)).toBeVisible()
  await expect(graph(app).getByText('Stitched', { exact: true })).toHaveCount(1)
  await expect(graph(app).getByText('Upscale', { exact: true })).toBeVisible()
  await expect(graph(app)).toBeFocused()
  await app.keyboard.press('Home')
  await expect(node(app, /^take-0003/)).toHaveAttribute('aria-current', 'true')
  await app.keyboard.press('ArrowRight')
  await expect(node(app, /^take-0004/)).toHaveAttribute('aria-current', 'true')
  await expect(inspector(app).getByRole('link', { name: 'Upscale' })).toBeVisible()
  await app.keyboard.press('Enter')
  await expect(app.getByRole('heading', { name: 'take-0004', level: 1 })).toBeVisible()
  await app.keyboard.press('Escape')
  await expect(app.getByRole('heading', { name: 'Lineage of take-0003', level: 1 })).toBeVisible()
  await app.keyboard.press('Escape')
  await expect(app.getByRole('heading', { name: 'take-0003', level: 1 })).toBeVisible()
})

test('how far and which way stand in the address, by keys and by controls', async ({ app, server }) => {
  const [one] = await family(server)
  await open(app, `/videos/${one?.id}/lineage`)
  await expect(graph(app).getByRole('group')).toHaveCount(5)
  await app.keyboard.press('1')
  await expect(graph(app).getByRole('group')).toHaveCount(2)
  await expect(app).toHaveURL(/depth=/)
  await expect(node(app, /^take-0003, .*more beyond this/)).toBeVisible()
  await app.keyboard.press('d')
  await expect(app).toHaveURL(/direction=into/)
  await app.keyboard.press('d')
  await expect(app).toHaveURL(/direction=from/)
  await expect(app.getByRole('heading', { name: 'No sources known' })).toBeVisible()
  await app.reload()
  await expect(app.getByRole('radio', { name: 'Made from' })).toBeChecked()
  await expect(app.getByRole('combobox', { name: 'Steps' })).toHaveValue('1')
  await app.getByRole('button', { name: 'Show both directions' }).click()
  await app.getByRole('combobox', { name: 'Steps' }).selectOption('All steps')
  await expect(graph(app).getByRole('group')).toHaveCount(5)
  await expect(app).toHaveURL(/depth=all/)
})

test('another take becomes start, a double click opens one, and the graph follows the library', async ({
  app,
  server,
}) => {
  const takes = await family(server)
  await open(app, `/videos/${takes[0]?.id}/lineage`)
  await node(app, /^take-0004/).click()
  await app.getByRole('button', { name: 'Start from here' }).click()
  await expect(app.getByRole('heading', { name: 'Lineage of take-0004', level: 1 })).toBeVisible()
  await expect(node(app, /^take-0002/)).toBeVisible()
  await expect(node(app, /^take-0006/)).toBeHidden()
  await node(app, /^take-0005/).click()
  await app.keyboard.press('c')
  await expect(app.getByRole('heading', { name: 'Lineage of take-0005', level: 1 })).toBeVisible()
  await app.keyboard.press('Escape')
  await app.keyboard.press('Escape')
  await expect(app.getByRole('heading', { name: 'Lineage of take-0004', level: 1 })).toBeVisible()
  await saveProcessing(server, 'convert', [takes[3]], takes[5])
  await expect(node(app, /^take-0006/)).toBeVisible()
  await node(app, /^take-0006/).dblclick()
  await expect(app.getByRole('heading', { name: 'take-0006', level: 1 })).toBeVisible()
})

test('a take that stands alone says what would be seen, and the palette leads there', async ({ app, server }) => {
  await importTakes(server, 1)
  await openTake(app, 'take-0001')
  await runCommand(app, 'lineage')
  await expect(app.getByRole('heading', { name: 'No lineage yet' })).toBeVisible()
  await open(app, '/videos/nobody/lineage')
  await expect(app.getByRole('heading', { name: 'This take isn’t in the library.' })).toBeVisible()
})

test('two thousand are drawn, those in sight only, and what is left out is said', async ({ app, server }) => {
  const [one] = await importTakes(server, 1)
  const results = Array.from({ length: 2100 }, (_, index): Pick<Take, 'hash'> => {
    return { hash: `sha256:${String(index).padStart(64, '0')}` }
  })
  for (let start = 0; start < results.length; start += 100) {
    await Promise.all(
      results.slice(start, start + 100).map((result) => saveProcessing(server, 'convert', [one], result)),
    )
  }
  await open(app, `/videos/${one?.id}/lineage`)
  await expect(app.getByText('At least 101 more are not shown')).toBeVisible()
  await expect(node(app, /^take-0001, start/)).toBeInViewport()
  await expect.poll(() => graph(app).getByRole('group').count()).toBeLessThan(200)
  await app.keyboard.press('End')
  await expect(graph(app).locator('[aria-current]')).toBeInViewport()
  await graph(app)
    .getByRole('img', { name: 'Overview' })
    .click({ position: { x: 66, y: 8 } })
  await expect(graph(app).locator('[aria-current]')).not.toBeInViewport()
  await app.keyboard.press('f')
  await expect.poll(() => graph(app).getByRole('group').count()).toBe(2000)
})

test('nothing keeps anybody from a lineage, full, empty or narrow', async ({ app, server }) => {
  const takes = await family(server)
  await open(app, `/videos/${takes[2]?.id}/lineage`)
  await node(app, /^take-0004/).click()
  expect(await barriers(app)).toEqual([])
  await app.setViewportSize({ width: 900, height: 700 })
  expect(await app.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0)
  await expect(app.getByRole('combobox', { name: 'Steps' })).toBeInViewport()
  await open(app, `/videos/${takes[5]?.id}/lineage`)
  await expect(app.getByRole('heading', { name: 'No lineage yet' })).toBeVisible()
  expect(await barriers(app)).toEqual([])
})

test('what cannot be read is said, with a way to try again', async ({ app, server }) => {
  const [one] = await family(server)
  await breakUntilClick(app, '**/rpc/lineage/**')
  await open(app, `/videos/${one?.id}/lineage`)
  await expect(app.getByRole('alert')).toContainText('Couldn’t load the lineage')
  await app.getByRole('button', { name: 'Try again' }).click()
  await expect(graph(app)).toBeVisible()
})
