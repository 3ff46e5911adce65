import { join } from 'node:path'
import { declare } from '../../support/analysers.ts'
import { clip } from '../../support/clips.ts'
import { barriers } from './barriers.ts'
import { importInOrder, openTake } from './on-screen.ts'
import { expect, test } from './rushes.ts'

test('an analyser of the library asks before it runs, and shows what would run', async ({ app, server }) => {
  await importInOrder(server, [await clip('marked.webm')])
  declare(join(server.folder, 'analysers'), `console.log('{"ranges":[{"start":0,"end":1,"label":"part"}]}')`, {
    title: 'Parts',
    description: 'Cuts a take into parts.',
  })
  await openTake(app, 'marked')
  const open = async () => {
    await app.getByRole('button', { name: 'Analyse' }).click()
    await app
      .getByRole('dialog', { name: 'Analyse' })
      .getByRole('button', { name: /^Parts/ })
      .click()
  }
  const dialog = app.getByRole('dialog', { name: 'Allow “Parts” to run?' })
  await open()
  await expect(dialog.getByText(join('analysers', 'own.mjs'))).toBeVisible()
  await expect(dialog.getByText(/^[0-9a-f]{64}$/)).toHaveCount(3)
  expect(await barriers(app)).toEqual([])
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(dialog).toBeHidden()
  const refused = server.client.analyses.run({ analyser: 'own', video_ids: await server.client.videos.ids({}) })
  await expect(refused).rejects.toMatchObject({ code: 'CONSENT_NEEDED' })

  await open()
  await dialog.getByRole('button', { name: 'Allow' }).click()
  await app.getByRole('form', { name: 'Parts' }).getByRole('button', { name: 'Run' }).click()
  await expect(app.getByRole('region', { name: 'Analyses' }).getByRole('slider', { name: /^Parts/ })).toBeVisible()
})
