import { join } from 'node:path'
import { expect, test } from 'vitest'
import { exportTo, importFrom } from '../support/bundles.ts'
import { databaseOf } from '../support/database-of.ts'
import { importAll, openLibrary, putClip, temporaryFolder } from '../support/library.ts'
import { putPicture } from '../support/pictures.ts'

const definition = `{
  "4": {"class_type": "LoadImage", "inputs": {"image": "example.png"}},
  "5": {"class_type": "VHS_LoadVideoPath", "inputs": {"video": "/footage/example.mp4"}},
  "6": {"class_type": "CLIPTextEncode", "inputs": {"text": "a ferry"}, "_meta": {"title": "Prompt"}},
  "3": {"class_type": "KSampler", "inputs": {"seed": 18446744073709551615,   "steps": 20}}
}`

const inputs = [
  { name: 'Prompt', node: '6', field: 'text', type: 'text', help: 'What the shot shows' },
  { name: 'Seed', node: '3', field: 'seed', type: 'integer', help: '' },
  { name: 'First frame', node: '4', field: 'image', type: 'image', help: '' },
  { name: 'Motion', node: '5', field: 'video', type: 'video', help: '' },
] as const

async function openWithTemplate() {
  const library = await openLibrary()
  const { client } = library
  const { id } = await client.workflows.create({ name: 'Portrait', definition, status: 'saved' })
  await client.workflows.update({ id, template_inputs: [...inputs] })
  return { ...library, id }
}

test('a workflow is made a template, found by that, and made a workflow again; both can be undone', async () => {
  const { client, id } = await openWithTemplate()
  await client.workflows.create({ name: 'Other', definition: { nodes: [] } })
  const listed = async (is_template?: boolean) =>
    (await client.workflows.list({ is_template })).items.map((it) => [it.name, it.is_template])
  expect(await listed(true)).toEqual([['Portrait', true]])
  expect(await listed(false)).toEqual([['Other', false]])
  expect((await client.workflows.template({ id })).inputs.map((it) => [it.name, it.default, it.node_title])).toEqual([
    ['Prompt', 'a ferry', 'Prompt'],
    ['Seed', '18446744073709551615', 'KSampler'],
    ['First frame', 'example.png', 'LoadImage'],
    ['Motion', '/footage/example.mp4', 'VHS_LoadVideoPath'],
  ])
  expect((await client.workflows.duplicate({ id })).template_inputs).toEqual(inputs)
  await client.workflows.update({ id, template_inputs: null })
  const words = async () => (await client.history.list({ limit: 1 })).items[0]?.words
  expect(await words()).toBe('Made a template a workflow again')
  await client.history.undo({})
  expect((await client.workflows.get({ id })).template_inputs).toEqual(inputs)
  await client.workflows.update({ id, template_inputs: [inputs[0]] })
  expect(await words()).toBe('Changed what a template asks for')
})

test('a template can only ask for values that its definition has, each by a name of its own', async () => {
  const { client, id } = await openWithTemplate()
  const ask = (...asked: Partial<(typeof inputs)[number]>[]) =>
    client.workflows.update({ id, template_inputs: asked.map((it) => ({ ...inputs[0], ...it })) as never })
  await expect(ask({ node: '66' } as never)).rejects.toThrow(
    'template_inputs.0: The definition has no node “66” with values of its own.',
  )
  await expect(ask({}, { name: 'PROMPT' } as never)).rejects.toThrow('Two inputs have the name “PROMPT”.')
  await expect(ask({ type: 'number' } as never)).rejects.toThrow(
    '“Prompt” is a number, but the definition has “a ferry”.',
  )
  const other = await client.workflows.create({ name: 'Other', definition: { nodes: [] } })
  await expect(client.workflows.start({ id: other.id })).rejects.toMatchObject({
    ...{ code: 'CONFLICT', message: '“Other” is not a template.' },
  })
  // A template whose definition lost a value says so before anything is made.
  await client.workflows.update({ id, definition: definition.replace('"6"', '"60"') })
  await expect(client.workflows.start({ id })).rejects.toThrow(
    '“Portrait” asks for “Prompt”. The definition has no node “6” with values of its own. Edit the template.',
  )
})

test('a start makes a draft with the given values, whose files are inputs of its nodes; undo removes it', async () => {
  const { client, core, id } = await openWithTemplate()
  const from = temporaryFolder()
  const picture = putPicture(join(from, 'frame.png'))
  const clip = await putClip('landscape.mp4', join(from, 'walk.mp4'))
  await importAll(client, { paths: [picture, clip], mode: 'reference' })
  const [image] = (await client.images.list({})).items
  const [take] = (await client.videos.list({})).items
  const values = { Prompt: 'fog\n“dusk”', Seed: '0007', 'First frame': String(image?.id), Motion: String(take?.id) }
  const started = await client.workflows.start({ id, name: 'Shot 1', values })
  expect(started).toMatchObject({ name: 'Shot 1', status: 'draft', template_inputs: null, template_id: id })
  expect(started.definition).toBe(
    definition
      .replace('"a ferry"', '"fog\\n“dusk”"')
      .replace('18446744073709551615', '7')
      .replace('example.png', 'frame.png')
      .replace('/footage/example.mp4', clip),
  )
  expect(started.images.map(({ node_id, role }) => [node_id, role])).toEqual([['4', 'input']])
  expect(started.videos.map(({ node_id, role }) => [node_id, role])).toEqual([['5', 'input']])
  expect((await client.workflows.get({ id })).definition).toBe(definition)

  const start = (wrong: Record<string, string>) => client.workflows.start({ id, values: wrong })
  await expect(start({ Seed: 'many' })).rejects.toThrow('values.Seed: Expected a whole number.')
  await expect(start({ Size: '1' })).rejects.toThrow('values.Size: “Portrait” doesn’t ask for “Size”.')
  await expect(start({ 'First frame': String(take?.id) })).rejects.toMatchObject({
    ...{ code: 'NOT_FOUND', data: { fields: ['values.First frame'] } },
  })
  expect((await client.workflows.list({})).total).toBe(2)

  await client.history.undo({})
  expect((await client.workflows.list({})).items.map(({ name }) => name)).toEqual(['Portrait'])
  await client.history.redo({})
  expect((await client.workflows.get({ id: started.id })).images).toHaveLength(1)
  databaseOf(core).prepare("UPDATE workflows SET template_inputs = 'no list' WHERE id = ?").run(id)
  expect((await client.workflows.get({ id })).template_inputs).toBeNull()
})

test('a template is shared as a bundle without runs and media, and is a template in the other library', async () => {
  const { client, id } = await openWithTemplate()
  const from = temporaryFolder()
  await importAll(client, { paths: [await putClip('landscape.mp4', join(from, 'walk.mp4'))], mode: 'copy' })
  const [take] = (await client.videos.list({})).items
  await client.workflows.associate({ workflow_id: id, video_id: String(take?.id), node_id: '3', role: 'output' })
  await client.executions.start({ workflow_id: id })
  const zip = join(from, 'template.zip')
  expect(await client.bundles.measure({ template_ids: [id] })).toMatchObject({
    ...{ files: 0, tables: { workflows: 1, videos: 0, workflow_executions: 0 } },
  })
  await exportTo(client, zip, { template_ids: [id] })
  const other = await openLibrary()
  await importFrom(other.client, zip)
  expect((await other.client.workflows.get({ id })).template_inputs).toEqual(inputs)
  expect(await other.client.workflows.start({ id, values: { Seed: 1 } })).toMatchObject({ template_id: id })
  // With all that belongs to it, too.
  const whole = join(from, 'whole.zip')
  await exportTo(client, whole, { workflow_ids: [id] })
  const third = await openLibrary()
  await importFrom(third.client, whole)
  expect(await third.client.workflows.get({ id })).toMatchObject({
    template_inputs: inputs,
    videos: [{ node_id: '3' }],
  })
})
