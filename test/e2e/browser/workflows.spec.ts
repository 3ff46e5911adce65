import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { manyClips } from '../../support/clips.ts'
import { wanPrompt, wanWorkflow } from '../../support/generated.ts'
import { putPicture } from '../../support/pictures.ts'
import { png, textChunk } from '../../support/tagged-files.ts'
import { importInOrder, importTogether, runCommand, tile } from './on-screen.ts'
import { expect, test } from './rushes.ts'
import {
  definition,
  dragOver,
  dropDefinitions,
  episode,
  graph,
  inspector,
  list,
  node,
  open,
  runs,
  strip,
  takeId,
} from './workflows-on-screen.ts'

test('from the sidebar to the list, from the list to the graph', async ({ app, server }) => {
  await episode(server)
  await expect(app.getByRole('link', { name: 'Workflows 1' })).toBeVisible()
  await app.getByRole('link', { name: 'Workflows 1' }).click()
  await list(app)
    .getByRole('row', { name: /^Episode, draft, 3 nodes · 0 outputs · 0 runs, Never run/ })
    .dblclick()
  await expect(app.getByRole('heading', { name: 'Episode', level: 1 })).toBeVisible()
  await expect(node(app, /^TextInput, text, “lanterns on the water”/)).toBeVisible()
  await expect(graph(app).getByRole('group')).toHaveCount(3)
  await expect(graph(app).locator('.react-flow__edge')).toHaveCount(2)
  await node(app, /^Veo3Video/).click()
  await expect(inspector(app)).toContainText('seed97')
  await expect(app).toHaveURL(/node=veo/)
  await app.reload()
  await expect(inspector(app).getByRole('heading', { name: 'Veo3Video' })).toBeVisible()
})

test('a take is dragged onto a node, in the role on which it is let go, and taken off again', async ({
  app,
  server,
}) => {
  const id = await episode(server)
  await open(app, `/workflows/${id}`)
  await app.getByRole('tab', { name: 'Takes' }).click()
  await dragOver(app, strip(app).getByRole('option', { name: /^take-0001/ }), node(app, /^Veo3Video/))
  const zone = node(app, /^Veo3Video/).getByText('input', { exact: true })
  await zone.hover()
  await app.mouse.up()
  await expect(app.getByText('1 take added to Veo3Video as input')).toBeVisible()
  const now = async () => (await server.client.workflows.get({ id })).videos.map(({ node_id, role }) => [node_id, role])
  await expect.poll(now).toEqual([['veo', 'input']])
  await node(app, /^Veo3Video/).click()
  const inputs = inspector(app).getByRole('region', { name: 'Inputs' })
  await expect(inputs.getByRole('listitem')).toHaveCount(1)
  await inputs.getByRole('button', { name: 'Take take-0001 off this node' }).click()
  await expect(inputs).toBeHidden()
  await expect.poll(now).toEqual([])
  await app.keyboard.press('Control+z')
  await expect(inputs.getByRole('listitem')).toHaveCount(1)
  await app.keyboard.press('Control+z')
  await expect(inputs).toBeHidden()
})

test('a take is carried from the library through the sidebar and the list onto a node', async ({ app, server }) => {
  const id = await episode(server)
  await expect(tile(app, 'take-0002')).toBeVisible()
  await dragOver(app, tile(app, 'take-0002'), app.getByRole('link', { name: /^Workflows/ }))
  const row = list(app).getByRole('row', { name: /^Episode/ })
  await row.hover()
  await expect(node(app, /^VideoStitcher/)).toBeVisible()
  await node(app, /^VideoStitcher/).hover()
  await node(app, /^VideoStitcher/)
    .getByText('output', { exact: true })
    .hover()
  await app.mouse.up()
  await expect(node(app, /^VideoStitcher, stitch, take-0002/)).toBeVisible()
  const { videos } = await server.client.workflows.get({ id })
  expect(videos).toMatchObject([{ node_id: 'stitch', role: 'output', name: 'take-0002' }])
})

test('by keyboard alone: open a workflow, walk its graph, add takes to a node', async ({ app, server }) => {
  const id = await episode(server)
  await runCommand(app, 'go to workflows')
  await expect(list(app)).toBeFocused()
  await expect(list(app).getByRole('row', { name: /^Episode/ })).toBeVisible()
  await app.keyboard.press('ArrowDown')
  await expect(list(app).getByRole('row', { name: /^Episode/ })).toHaveAttribute('aria-selected', 'true')
  await app.keyboard.press('Enter')
  await expect(graph(app)).toBeFocused()
  await app.keyboard.press('ArrowRight')
  await app.keyboard.press('ArrowRight')
  await expect(node(app, /^Veo3Video/)).toHaveAttribute('aria-current', 'true')
  await inspector(app).getByRole('button', { name: 'Add takes as intermediate' }).focus()
  await app.keyboard.press('Enter')
  await expect(app.getByRole('textbox', { name: 'Search takes to add' })).toBeFocused()
  await app.keyboard.type('take-0001')
  await expect(strip(app).getByRole('option')).toHaveCount(1)
  await strip(app).focus()
  await app.keyboard.press('ArrowRight')
  await expect(strip(app).getByRole('option', { selected: true })).toHaveCount(1)
  await app.keyboard.press('Enter')
  await expect(strip(app).getByRole('option', { name: /^take-0001 · 0:01 intermediate$/ })).toBeVisible()
  await expect
    .poll(async () => (await server.client.workflows.get({ id })).videos)
    .toMatchObject([{ node_id: 'veo', role: 'intermediate' }])
  await graph(app).focus()
  await app.keyboard.press('Escape')
  await app.keyboard.press('Escape')
  await expect(list(app)).toBeVisible()
})

test('runs are shown with what they made, how they failed, and what changed since', async ({ app, server }) => {
  const id = await episode(server)
  const { client } = server
  const first = await client.executions.start({ workflow_id: id })
  const video_id = await takeId(server, 'take-0001')
  await client.workflows.associate({ workflow_id: id, video_id, node_id: 'veo', execution_id: first.id })
  await client.executions.update({ id: first.id, status: 'completed' })
  await client.workflows.update({ id, definition: definition.replace('97', '118') })
  await open(app, `/workflows/${id}`)
  await expect(runs(app).getByRole('row', { name: /^Episode, Completed/ })).toBeVisible()
  // Another process notes a run that fails; the page follows.
  const second = await client.executions.start({ workflow_id: id })
  await expect(runs(app).getByRole('row', { name: /^Episode, Running/ })).toBeVisible()
  const error = 'veo: quota exceeded\nGoogle answered 429.\n  at Veo3Video.run (veo.py:118)'
  await client.executions.update({ id: second.id, status: 'failed', error })
  await expect(node(app, /^Veo3Video, veo, failed, failed: quota exceeded/)).toBeVisible()
  await node(app, /^Veo3Video/).click()
  await expect(inspector(app).getByText('at Veo3Video.run (veo.py:118)')).toBeVisible()
  await expect(inspector(app).getByText('- seed 97')).toBeHidden()
  await runs(app)
    .getByRole('row', { name: /^Episode, Completed/ })
    .click()
  await expect(node(app, /^Veo3Video, veo, completed, take-0001/)).toBeVisible()
  await expect(inspector(app).getByText('- seed 97')).toBeVisible()
  await expect(inspector(app).getByText('+ seed 118')).toBeVisible()

  await app.getByRole('link', { name: 'Runs 2' }).click()
  const rows = app.getByRole('grid', { name: 'Runs' }).getByRole('row')
  await expect(rows).toHaveCount(3)
  await app.getByRole('combobox', { name: 'State' }).selectOption('Failed')
  await expect(rows).toHaveCount(2)
  await expect(app).toHaveURL(/state=failed/)
  await rows.nth(1).click()
  await expect(inspector(app).getByText('at Veo3Video.run (veo.py:118)')).toBeVisible()
  await app.keyboard.press('Enter')
  await expect(node(app, /^Veo3Video, veo, failed/)).toBeVisible()
})

test('a definition that is dropped on the window and exported again has the same bytes', async ({ app }) => {
  const path = test.info().outputPath('Ferry — Überfahrt.json')
  const bytes = Buffer.from(
    `\uFEFF{ "nodes" : [ {"id": 1, "type":"Ünknown", "extra": NaN} ],\r\n\t"connections":[]}\n\n`,
  )
  await writeFile(path, bytes)
  await dropDefinitions(app, [path])
  await expect(app.getByRole('heading', { name: 'Ferry — Überfahrt', level: 1 })).toBeVisible()
  await expect(node(app, /^Ünknown/)).toBeVisible()
  const download = app.waitForEvent('download')
  await app.getByRole('button', { name: 'Export', exact: true }).click()
  const kept = await download
  expect(kept.suggestedFilename()).toBe('Ferry — Überfahrt.json')
  const out = test.info().outputPath('out.json')
  await kept.saveAs(out)
  expect((await readFile(out)).equals(bytes)).toBe(true)
})

test('images that contain a graph become workflows where workflows are listed, and images elsewhere', async ({
  app,
  server,
}) => {
  const [graphed, plain] = [test.info().outputPath('Wan_00003_.png'), test.info().outputPath('plain.png')]
  await writeFile(graphed, png([textChunk('prompt', wanPrompt()), textChunk('workflow', wanWorkflow())]))
  await writeFile(plain, png([]))
  await open(app, '/workflows')
  await dropDefinitions(app, [plain])
  await expect(app.getByRole('alert')).toContainText('plain.png contains no workflow')
  await dropDefinitions(app, [graphed])
  await expect(app.getByRole('heading', { name: 'Wan', level: 1 })).toBeVisible()
  await expect(graph(app).getByRole('group').first()).toBeVisible()
  const [workflow] = (await server.client.workflows.list({})).items
  expect((await server.client.workflows.get({ id: workflow?.id ?? '' })).definition).toBe(wanWorkflow())
  expect((await server.client.images.list({})).total).toBe(0)
  await open(app, '/images')
  await dropDefinitions(app, [graphed])
  await expect.poll(async () => (await server.client.images.list({})).total).toBe(1)
})

test('images are dragged onto a node, added by keyboard, and taken off again', async ({ app, server }) => {
  const id = await episode(server)
  const pictures = ['first', 'last'].map((name, index) =>
    putPicture(test.info().outputPath(`${name}.png`), 1 + index * 60),
  )
  await importTogether(server, pictures)
  const now = async () =>
    (await server.client.workflows.get({ id })).images.map(({ name, node_id, role }) => [name, node_id, role])
  await open(app, `/workflows/${id}`)
  await app.getByRole('tab', { name: 'Images' }).click()
  const images = app.getByRole('listbox', { name: 'Images to add' })
  await dragOver(app, images.getByRole('option', { name: /^first/ }), node(app, /^Veo3Video/))
  await node(app, /^Veo3Video/)
    .getByText('input', { exact: true })
    .hover()
  await app.mouse.up()
  await expect(app.getByText('1 image added to Veo3Video as input')).toBeVisible()
  await expect.poll(now).toEqual([['first', 'veo', 'input']])
  await node(app, /^Veo3Video/).click()
  await inspector(app).getByRole('button', { name: 'Add takes as intermediate' }).press('Enter')
  await expect(app.getByRole('textbox', { name: 'Search images to add' })).toBeFocused()
  await app.keyboard.type('last')
  await expect(images.getByRole('option')).toHaveCount(1)
  await images.focus()
  await app.keyboard.press('Home')
  await app.keyboard.press('Enter')
  await expect(images.getByRole('option', { name: /last intermediate/ })).toBeVisible()
  await expect.poll(async () => (await now()).length).toBe(2)
  await app.keyboard.press('Control+z')
  await expect.poll(now).toEqual([['first', 'veo', 'input']])
})

test('files that are no definitions are refused with the place that is wrong, and nothing is kept', async ({
  app,
  server,
}) => {
  const files: [name: string, content: string | Buffer][] = [
    ['package.json', '{"name": "rushes"}'],
    ['dangling.json', '{"nodes":[{"id":"a","type":"X"}],"connections":[{"from":"a","to":"nobody"}]}'],
    ['binary.json', Buffer.from([0xff, 0xfe, 0x00, 0x80])],
  ]
  const paths = files.map(([name]) => test.info().outputPath(name))
  for (const [index, [, content]] of files.entries()) await writeFile(paths[index] ?? '', content)
  await dropDefinitions(app, paths)
  const notices = app.getByRole('alert')
  await expect(notices).toHaveCount(3)
  await expect(notices.filter({ hasText: '“package.json” wasn’t imported as a workflow' })).toBeVisible()
  await expect(notices.filter({ hasText: 'connections[0].to' })).toBeVisible()
  await expect(notices.filter({ hasText: 'it isn’t a text file' })).toBeVisible()
  expect((await server.client.workflows.list({})).total).toBe(0)
})

test('a definition that cannot be read is shown with its fault, and can be mended there', async ({ app, server }) => {
  const { openDatabase } = await import('../../../main/database/connection/connection.ts')
  const database = openDatabase(join(server.folder, 'media.db'))
  database.exec(
    `INSERT INTO workflows (id, name, definition) VALUES ('w', 'By hand', '{"nodes":[{"id":"a","type":"X"}],"connections":[{"from":"a","to":"b"}]}')`,
  )
  database.close()
  await open(app, '/workflows/w')
  await expect(app.getByRole('alert')).toContainText('connections[0].to')
  const text = app.getByRole('textbox', { name: 'Definition' })
  await expect(text).toHaveValue(/"to":"b"/)
  const keep = app.getByRole('button', { name: 'Save definition' })
  await expect(keep).toBeDisabled()
  await text.fill('{"nodes":[{"id":"a","type":"X"}],"connections":[]}')
  await keep.click()
  await expect(node(app, /^X/)).toBeVisible()
})

test('workflows are found, renamed, saved, duplicated and removed, and what was removed comes back', async ({
  app,
  server,
}) => {
  for (const name of ['Ferry', 'Harbour', 'Lanterns']) await server.client.workflows.create({ name, definition })
  await open(app, '/workflows')
  const rows = list(app).getByRole('row')
  await expect(rows).toHaveCount(4)
  await app.getByRole('textbox', { name: 'Search by name' }).fill('harb')
  await expect(rows).toHaveCount(2)
  await app.reload()
  await expect(rows).toHaveCount(2)
  await rows.nth(1).click()
  await app.keyboard.press('F2')
  await app.keyboard.type('Harbour at dawn')
  await app.keyboard.press('Enter')
  await expect(list(app)).toBeFocused()
  await expect(rows.nth(1)).toContainText('Harbour at dawn')
  await app.keyboard.press('d')
  await expect(app.getByRole('heading', { name: 'Harbour at dawn copy', level: 1 })).toBeVisible()
  await app.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(app.getByRole('button', { name: 'Save', exact: true })).toBeHidden()
  await graph(app).focus()
  await app.keyboard.press('Delete')
  await expect(rows).toHaveCount(4)
  await app.keyboard.press('Control+z')
  await expect(rows).toHaveCount(5)
  await app.getByRole('combobox', { name: 'Status' }).selectOption('Saved')
  await expect(rows).toHaveCount(2)
  await app.getByRole('combobox', { name: 'Status' }).selectOption('Any status')
  await list(app).getByRole('columnheader', { name: 'Name' }).getByRole('button').click()
  await expect(rows.nth(1)).toContainText('Ferry')
})

test('how a take was made is written by hand, becomes a workflow, and leads there', async ({ app, server }) => {
  await importInOrder(server, await manyClips(test.info().outputPath('takes'), 1))
  const id = await takeId(server, 'take-0001')
  await open(app, `/videos/${id}`)
  await app.getByRole('tab', { name: 'How it was made' }).click()
  await expect(inspector(app)).toContainText('No generation details')
  await app.getByRole('button', { name: 'Add details' }).click()
  await app.getByRole('textbox', { name: 'Provider' }).fill('google')
  await app.getByRole('textbox', { name: 'Prompt' }).fill('lanterns on the water')
  await app.getByRole('textbox', { name: 'Parameters' }).fill('seed 118')
  await app.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(app.getByRole('alert')).toContainText('Parameters must be a JSON object')
  await app.getByRole('textbox', { name: 'Parameters' }).fill('{"seed": 118}')
  await app.keyboard.press('Control+Enter')
  await expect(inspector(app).getByText('lanterns on the water')).toBeVisible()
  await expect(inspector(app).getByText('118')).toBeVisible()
  await app.keyboard.press('Control+z')
  await expect(inspector(app)).toContainText('No generation details')
  await server.client.generations.put({ video_id: id, provider: 'google', model: 'veo-3.0', prompt: 'lanterns' })
  await app.getByRole('button', { name: 'New workflow from this take' }).click()
  await expect(app.getByRole('heading', { name: 'take-0001', level: 1 })).toBeVisible()
  await expect(node(app, /^veo-3.0, generate, take-0001/)).toBeVisible()
  await app.goBack()
  await inspector(app).getByRole('link', { name: 'take-0001' }).click()
  await expect(node(app, /^veo-3.0/)).toHaveAttribute('aria-current', 'true')
})
