import { join } from 'node:path'
import { clip } from '../../support/clips.ts'
import { putPicture } from '../../support/pictures.ts'
import { tile } from './on-screen.ts'
import { expect, test } from './rushes.ts'

test('the status of what a program submitted is shown live, and a failure can be retried', async ({ app, server }) => {
  const { client } = server
  const { Id, Name } = await client.media.add({ path: await clip('landscape.mp4') })
  const take = tile(app, Name.replace('.mp4', ''))
  await take.click()
  await client.media.setStatus({ id: Id, MediaStatus: 2 })
  await expect(take).toContainText('in progress')
  await client.media.setStatus({ id: Id, MediaStatus: 6, message: 'No GPU is free.' })
  await expect(take).toHaveAccessibleName(/, failed, /)
  const status = app.getByRole('region', { name: 'Status' })
  await expect(status).toContainText('Processing failed: No GPU is free.')
  await status.getByRole('button', { name: 'Retry' }).press('Enter')
  await expect(status.getByRole('listitem')).toHaveText([/^New/, /^In progress/, /^Failed/, /^New/])
  await expect(take).not.toContainText('failed')
  expect((await client.media.get({ id: Id })).MediaStatus).toBe(1)
  const image = await client.media.add({ path: putPicture(join(test.info().outputPath('in'), 'ref.png')) })
  await client.media.setStatus({ id: image.Id, MediaStatus: 6, message: 'Too small' })
  await app.getByRole('link', { name: /^Images/ }).click()
  await app.getByRole('option', { name: /^ref.*failed/ }).click()
  await expect(app.getByRole('region', { name: 'Status' })).toContainText('Too small')
})
