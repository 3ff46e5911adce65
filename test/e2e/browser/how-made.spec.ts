import { copyFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { clip } from '../../support/clips.ts'
import { dropFiles } from '../../support/drop.ts'
import { wanPrompt, wanWorkflow } from '../../support/generated.ts'
import { manifestOf, ownKeys, putCredentials, putTagged } from '../../support/tagged-files.ts'
import { barriers, choose } from './barriers.ts'
import { importTogether, openTake, position, tile } from './on-screen.ts'
import { expect, test } from './rushes.ts'
import { graph, inspector, node } from './workflows-on-screen.ts'

const forHarbour = (text: string) => text.replaceAll('LoadImage', 'LoadVideo').replaceAll('ferry.png', 'harbour.mp4')
const tags = { prompt: forHarbour(wanPrompt()), workflow: forHarbour(wanWorkflow()) }

/** A folder as ComfyUI has it, with a video that it read and one that it made of it. */
async function comfyui(): Promise<{ made: string; input: string }> {
  const root = test.info().outputPath('ComfyUI')
  await mkdir(join(root, 'input'), { recursive: true })
  const input = join(root, 'input', 'harbour.mp4')
  await copyFile(await clip('square.mp4'), input)
  const made = await putTagged('landscape.mp4', join(root, 'output', 'Ferry_00001_.mp4'), tags, ...ownKeys)
  return { made, input }
}

test('a take of ComfyUI that is dropped says its prompt, and lies at the node of its graph that saved it', async ({
  app,
}) => {
  const { made } = await comfyui()
  await dropFiles(app, [made])
  await expect(tile(app, 'Ferry_00001_')).toBeVisible()
  await openTake(app, 'Ferry_00001_')
  await expect(inspector(app)).toContainText('A ferry leaves at dusk')
  await expect(inspector(app)).toContainText('206275406212235')
  await expect(inspector(app)).toContainText('wan2.2_high.safetensors')
  const passes = inspector(app).getByRole('region', { name: 'Passes' })
  await expect(passes).toContainText('2 · Samplingwan2.2_low.safetensors · seed 0 · steps 20')
  await inspector(app).getByRole('link', { name: 'Ferry', exact: true }).click()
  await expect(app.getByRole('heading', { name: 'Ferry', level: 1 })).toBeVisible()
  await expect(graph(app).getByRole('group')).toHaveCount(7)
  await expect(graph(app).locator('.react-flow__edge')).toHaveCount(8)
  await node(app, /^SaveVideo/).click()
  const outputs = inspector(app).getByRole('region', { name: 'Outputs' })
  await expect(outputs.getByRole('button', { name: 'Ferry_00001_', exact: true })).toBeVisible()
})

test('what went into a take leads there, and from there to what it was used in', async ({ app, server }) => {
  const { made, input } = await comfyui()
  await importTogether(server, [made, input])
  await openTake(app, 'Ferry_00001_')
  await inspector(app).getByRole('link', { name: 'Made from harbour' }).click()
  await expect(app.getByRole('heading', { name: 'harbour', level: 1 })).toBeVisible()
  await expect(inspector(app).getByRole('region', { name: 'Used in' })).toContainText('52 · LoadVideo · input')
})

test('the texts of a file are shown as they are, by keyboard, and the player behind them stays', async ({
  app,
  server,
}) => {
  await importTogether(server, [(await comfyui()).made])
  await openTake(app, 'Ferry_00001_')
  const before = await position(app)
  const raw = inspector(app).getByRole('button', { name: 'Show raw' })
  await raw.focus()
  await app.keyboard.press('Enter')
  const dialog = app.getByRole('dialog', { name: 'Embedded metadata' })
  await expect(dialog).toContainText('"last_node_id":60')
  await dialog.getByRole('button', { name: /^prompt/ }).focus()
  await app.keyboard.press('Enter')
  await expect(dialog).toContainText('"class_type":"CLIPTextEncode"')
  await app.keyboard.press('ArrowRight')
  expect(await position(app)).toBe(before)
  for (const scheme of ['Dark', 'Light'] as const) {
    await app.emulateMedia({ colorScheme: scheme === 'Dark' ? 'dark' : 'light' })
    expect(await barriers(app)).toEqual([])
  }
  await app.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(raw).toBeFocused()
})

test('content credentials are told of, and what cannot be read is said', async ({ app, server }) => {
  const folder = test.info().outputPath('hosted')
  await mkdir(folder, { recursive: true })
  const hosted = await putCredentials('landscape.mp4', join(folder, 'hosted.mp4'), manifestOf('urn:c2pa:hosted'))
  const cutOff = { prompt: '{"3": {"class_type": "KSampler", "inp' }
  const broken = await putTagged('square.mp4', join(folder, 'broken.mp4'), cutOff, ...ownKeys)
  await importTogether(server, [hosted, broken])
  await openTake(app, 'hosted')
  const credentials = inspector(app).getByRole('region', { name: 'Content credentials (C2PA)' })
  await expect(credentials).toContainText('They state that a model made this video.')
  await expect(credentials).toContainText('The signature is not verified.')
  expect(await barriers(app)).toEqual([])
  await choose(app, 'Light')
  expect(await barriers(app)).toEqual([])
  await app
    .getByRole('link', { name: /^Library/ })
    .first()
    .click()
  await openTake(app, 'broken')
  await expect(inspector(app).getByRole('list', { name: 'Reading problems' })).toContainText('Not valid JSON')
})
