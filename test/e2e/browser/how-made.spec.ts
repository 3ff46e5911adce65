import { copyFile, mkdir, readFile, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { clip } from '../../support/clips.ts'
import { dropFiles } from '../../support/drop.ts'
import { wanPrompt, wanWorkflow } from '../../support/generated.ts'
import { putPicture } from '../../support/pictures.ts'
import { manifestOf, ownKeys, putCredentials, putTagged, textChunk, withChunks } from '../../support/tagged-files.ts'
import { barriers } from './barriers.ts'
import { node as inLineage } from './lineage-on-screen.ts'
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
  await expect(tile(app, 'Ferry_00001_').getByTitle('The file contains the graph that made it.')).toHaveText('AI')
  await tile(app, 'Ferry_00001_').click()
  await expect(inspector(app)).toContainText('A ferry leaves at dusk')
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
  expect(await barriers(app)).toEqual([])
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
  await expect(credentials).toContainText('They state that a model made this.')
  await expect(credentials).toContainText(
    'The signature is not verified: the library that verifies signatures couldn’t read',
  )
  expect(await barriers(app)).toEqual([])
  await app
    .getByRole('link', { name: /^Library/ })
    .first()
    .click()
  await openTake(app, 'broken')
  await expect(inspector(app).getByRole('list', { name: 'Reading problems' })).toContainText('Not valid JSON')
})

/** A folder as ComfyUI has it: a still from an input, and a video from the still; one more file only has a name. */
async function stills(): Promise<{ folder: string; root: string }> {
  const folder = test.info().outputPath('stills')
  const root = join(folder, 'ComfyUI')
  await mkdir(join(root, 'output'), { recursive: true })
  await mkdir(join(folder, 'downloads'), { recursive: true })
  const prompt = wanPrompt({ text: 'A quiet harbour at dawn, fishing boats, mist over the water', prefix: 'Still' })
    .replace('SaveVideo', 'SaveImage')
    .replace('"video":["59",0]', '"images":["8",0]')
  const chunks = [textChunk('prompt', prompt), textChunk('workflow', wanWorkflow())]
  const still = putPicture(join(root, 'output', 'Still_00001_.png'), 40, '768x432')
  await writeFile(still, withChunks(await readFile(still), chunks))
  putPicture(join(folder, 'downloads', 'ferry.png'), 200, '640x360')
  const early = new Date('2026-03-14T10:00:00Z')
  await utimes(join(folder, 'downloads', 'ferry.png'), early, early)
  const video = wanPrompt().replace('ferry.png', 'Still_00001_.png [output]')
  await putTagged('landscape.mp4', join(root, 'output', 'Ferry_00001_.mp4'), { prompt: video }, ...ownKeys)
  return { folder, root }
}

const imageNamed = (app: Page, name: string) =>
  app.getByRole('listbox', { name: 'Images' }).getByRole('option', { name: new RegExp(`^${name}, `) })

test('an image says how it was made, and is found by its prompt', async ({ app, server }) => {
  await importTogether(server, [(await stills()).folder])
  await app.getByRole('link', { name: /^Images/ }).click()
  await imageNamed(app, 'Still_00001_').click()
  const panel = inspector(app)
  await expect(panel.getByRole('region', { name: 'AI' })).toContainText('The file contains the graph that made it.')
  await expect(panel).toContainText('A quiet harbour at dawn')
  await expect(panel).toContainText('wan2.2_high.safetensors')
  await expect(panel.getByRole('link', { name: 'Still', exact: true })).toBeVisible()
  await expect(panel.getByRole('region', { name: 'Likely made from' })).toContainText('ferry.png')
  expect(await barriers(app)).toEqual([])
  await panel.getByRole('button', { name: 'Show raw' }).click()
  await expect(app.getByRole('dialog', { name: 'Embedded metadata' })).toContainText('CLIPTextEncode')
  await app.keyboard.press('Escape')
  await app.getByRole('combobox', { name: 'Search images' }).fill('quiet dawn')
  await expect(imageNamed(app, 'ferry')).toBeHidden()
  await expect(imageNamed(app, 'Still_00001_')).toBeVisible()
  await app.getByRole('combobox', { name: 'Search images' }).fill('nothing of this')
  await app.getByRole('button', { name: 'Show all images' }).click()
  await expect(imageNamed(app, 'ferry')).toBeVisible()
})

test('a likely link is drawn apart, and confirmed, rejected and undone by keyboard', async ({ app, server }) => {
  await importTogether(server, [(await stills()).folder])
  await app.goto(new URL('/', app.url()).href)
  await openTake(app, 'Ferry_00001_')
  await app.keyboard.press('g')
  const still = inLineage(app, /^Still_00001_, image/)
  await still.click()
  await expect(inspector(app)).toContainText('A quiet harbour at dawn')
  const likely = inspector(app).getByRole('region', { name: 'Likely made from' })
  await expect(likely).toContainText(
    'Likely: the only file of this name that was there; the workflow states no size, at 52 · LoadImage',
  )
  await expect(app.getByText('1 take, 2 images, 1 link, 1 likely')).toBeVisible()
  expect(await barriers(app)).toEqual([])
  await app.keyboard.press('y')
  await expect(likely).toBeHidden()
  await expect(inspector(app).getByRole('region', { name: 'Made by' })).toContainText('Told: confirmed by a person')
  await app.keyboard.press('Control+z')
  await expect(likely).toBeVisible()
  await app.keyboard.press('n')
  await expect(likely).toBeHidden()
  await expect(inLineage(app, /^ferry, image/)).toBeHidden()
  await app.keyboard.press('Control+z')
  await expect(likely).toBeVisible()
})
