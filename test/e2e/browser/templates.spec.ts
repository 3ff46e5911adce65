import { join } from 'node:path'
import { putPicture } from '../../support/pictures.ts'
import { barriers } from './barriers.ts'
import { importTogether } from './on-screen.ts'
import { expect, test } from './rushes.ts'
import { inspector, list, open } from './workflows-on-screen.ts'

const definition = JSON.stringify({
  6: { class_type: 'CLIPTextEncode', inputs: { text: 'a ferry', clip: ['4', 1] }, _meta: { title: 'Prompt' } },
  7: { class_type: 'LoadImage', inputs: { image: 'example.png' } },
  3: { class_type: 'KSampler', inputs: { seed: 42, steps: 20 } },
})

test('a workflow is made a template, and a start asks for its values and a picture of the library', async ({
  app,
  server,
}, info) => {
  const pictures = [1, 120, 240].map((shade) => putPicture(join(info.outputDir, `frame ${shade}.png`), shade))
  await importTogether(server, pictures)
  const { id } = await server.client.workflows.create({ name: 'Portrait', definition, status: 'saved' })
  await open(app, `/workflows/${id}`)
  await app.getByRole('button', { name: 'More' }).click()
  await app.getByRole('menuitem', { name: 'Make it a template…' }).click()
  const making = app.getByRole('dialog', { name: 'Template “Portrait”' })
  const choices = making.getByLabel('Ask for another value')
  for (const choice of ['text: a ferry', 'image: example.png', 'seed: 42', 'steps: 20'])
    await choices.selectOption(choice)
  await making.getByRole('button', { name: 'Don’t ask for “Steps”' }).click()
  await making.getByRole('button', { name: 'Move “Image” up' }).click()
  await making.getByLabel('Help').nth(0).fill('The picture that the shot begins with')
  expect(await barriers(app)).toEqual([])
  await making.getByRole('button', { name: 'Save template' }).click()
  await expect(app.getByText('“Portrait” is a template')).toBeVisible()
  await expect(inspector(app)).toContainText('Asks forImage, Prompt, Seed')

  await open(app, '/workflows')
  await app.getByLabel('Kind').selectOption('Templates')
  const row = list(app).getByRole('row', { name: /^Portrait/ })
  await expect(row.getByText('template', { exact: true })).toBeVisible()
  await row.click()
  await app.keyboard.press('s')
  const starting = app.getByRole('dialog', { name: 'Start from “Portrait”' })
  await starting.getByTitle('frame 120').click()
  await starting.getByLabel('Prompt').fill('fog')
  await starting.getByLabel('Seed').fill('many')
  await starting.getByRole('button', { name: 'Start' }).click()
  await expect(starting.getByRole('alert')).toHaveText('Seed: Expected a whole number.')
  expect(await barriers(app)).toEqual([])
  await starting.getByLabel('Seed').fill('7')
  await starting.getByLabel('Name of the new workflow').fill('Shot 1')
  await starting.getByRole('button', { name: 'Start' }).click()
  await expect(app.getByRole('heading', { name: 'Shot 1', level: 1 })).toBeVisible()
  await expect(inspector(app).getByRole('link', { name: 'Portrait' })).toBeVisible()
  const { items } = await server.client.workflows.list({ search: 'Shot' })
  const shot = await server.client.workflows.get({ id: items[0]?.id ?? '' })
  expect(JSON.parse(shot.definition)).toMatchObject({
    6: { inputs: { text: 'fog', clip: ['4', 1] } },
    7: { inputs: { image: 'frame 120.png' } },
    3: { inputs: { seed: 7, steps: 20 } },
  })
  expect(shot.images.map(({ name, node_id, role }) => [name, node_id, role])).toEqual([['frame 120', '7', 'input']])
  await app.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(async () => (await server.client.workflows.list({})).total).toBe(1)
})
