import { expect, test } from './rushes.ts'

test('the demo of an empty library gives each view something to show', async ({ app, server }) => {
  await app.getByRole('button', { name: 'Try the demo' }).click()
  await expect(app.getByRole('button', { name: 'Adding the demo…' })).toBeDisabled()
  await expect(app.getByRole('grid', { name: 'Takes' }).or(app.getByRole('listbox')).first()).toBeVisible()
  const { client } = server
  const unfinished = async () => (await client.jobs.list({})).filter(({ state }) => state !== 'done')
  await expect.poll(unfinished, { timeout: 240_000 }).toEqual([])
  expect((await client.jobs.list({})).map(({ kind }) => kind).sort()).toEqual([
    'analysis',
    'analysis',
    'analysis',
    'demo',
    'perceptual_hash',
    'processing',
    'processing',
    'timeline',
  ])
  const counts = {
    Images: 5,
    Workflows: 4,
    Runs: 5,
    Analyses: 30,
    Processing: 2,
    Timelines: 1,
    Imported: 22,
    Generated: 9,
    Stitched: 1,
    Processed: 1,
  }
  for (const [name, count] of Object.entries(counts))
    await expect(app.getByRole('link', { name: `${name} ${count}`, exact: false })).toBeVisible()
  await app.getByRole('link', { name: 'Duplicates' }).click()
  await app.getByRole('option', { name: /^Ferry leaves at dusk/ }).click()
  await expect(app.getByRole('heading', { name: 'Ferry, small copy for the web' })).toBeVisible()
  await app.getByRole('link', { name: /^Timelines/ }).click()
  await app.getByText('Ferry leaves at dusk, take 1', { exact: true }).dblclick()
  await expect(app.getByText('Lower threshold')).toBeVisible()
})
