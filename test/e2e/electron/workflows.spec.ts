import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { test } from '../../support/desktop.ts'
import { dropFiles } from '../../support/drop.ts'
import { wanPrompt, wanWorkflow } from '../../support/generated.ts'
import { ownKeys, putTagged } from '../../support/tagged-files.ts'
import { tile } from '../browser/on-screen.ts'
import { dragOver, dropDefinitions, graph, inspector, node, strip } from '../browser/workflows-on-screen.ts'

test('a take of ComfyUI that is dropped on the window says how it was made, and lies in its graph', async ({
  desktop: { page },
}) => {
  const tags = { prompt: wanPrompt(), workflow: wanWorkflow() }
  const path = await putTagged('landscape.mp4', test.info().outputPath('Ferry_00001_.mp4'), tags, ...ownKeys)
  await dropFiles(page, [path])
  await tile(page, 'Ferry_00001_').dblclick()
  await expect(inspector(page)).toContainText('A ferry leaves at dusk')
  await inspector(page).getByRole('link', { name: 'Ferry', exact: true }).click()
  await expect(graph(page).getByRole('group')).toHaveCount(7)
  await node(page, /^SaveVideo/).click()
  await expect(inspector(page).getByRole('button', { name: 'Ferry_00001_', exact: true })).toBeVisible()
})

test('a definition is dropped on the window, given a take by hand, and exported byte for byte', async ({
  desktop: { app, page },
  folders,
}) => {
  const bytes = Buffer.from(
    `\uFEFF{ "nodes" : [ {"id": 1, "type":"Ünknown", "extra": NaN} ],\r\n\t"connections":[]}\n\n`,
  )
  const definition = test.info().outputPath('Überfahrt.json')
  await writeFile(definition, bytes)
  const take = await putTagged('landscape.mp4', test.info().outputPath('Ferry.mp4'), {})
  await dropFiles(page, [take])
  await expect(tile(page, 'Ferry')).toBeVisible()
  await dropDefinitions(page, [definition])
  await expect(page.getByRole('heading', { name: 'Überfahrt', level: 1 })).toBeVisible()

  const kept = join(folders.library, '..', 'kept.json')
  await app.evaluate(({ session }, path) => {
    session.defaultSession.on('will-download', (_event, item) => item.setSavePath(path))
  }, kept)
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  await expect.poll(() => existsSync(kept)).toBe(true)
  await expect.poll(async () => (await readFile(kept)).equals(bytes)).toBe(true)

  await page.getByRole('tab', { name: 'Takes' }).click()
  const from = strip(page).getByRole('option', { name: /^Ferry/ })
  await dragOver(page, from, node(page, /^Ünknown/))
  await node(page, /^Ünknown/)
    .getByText('output', { exact: true })
    .hover()
  await page.mouse.up()
  await expect(page.getByText('1 take added to Ünknown as output')).toBeVisible()
})
