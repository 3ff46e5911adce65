import { copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { clip } from '../support/clips.ts'
import { ended, openLibrary, temporaryFolder } from '../support/library.ts'

test('what is found is worked off while the search goes on, and until its end nobody says how much there is', async () => {
  const { client, core } = await openLibrary()
  const folder = temporaryFolder()
  copyFileSync(await clip('square.mp4'), join(folder, 'first.mp4'))
  for (let index = 0; index < 1500; index++) writeFileSync(join(folder, `later ${index}.mp4`), '')
  let letGo = () => {}
  const held = new Promise<void>((resolve) => (letGo = resolve))
  const { run } = core.files
  core.files.run = async (task, options) => {
    // The search stands still before the second thousand.
    if (task.kind === 'fingerprints' && 'paths' in task && task.paths.length < 1000) await held
    return await run(task, options)
  }
  const job = await client.imports.start({ paths: [folder] })
  await expect.poll(async () => (await client.jobs.get({ id: job.id })).added).toBe(1)
  expect(await client.jobs.get({ id: job.id })).toMatchObject({ state: 'running', total: null })
  letGo()
  expect(await ended(client, job)).toMatchObject({ state: 'done', added: 1, failed: 1500, done: 1501, total: 1501 })
})

test('an import that is paused while it searches looks at nothing more, and can be cancelled', async () => {
  const { client, core } = await openLibrary()
  const folder = temporaryFolder()
  for (let index = 0; index < 2500; index++) writeFileSync(join(folder, `${index}.mp4`), '')
  let looked = 0
  const { run } = core.files
  core.files.run = async (task, options) => {
    if (task.kind === 'fingerprints' && ++looked === 1) await client.jobs.pause({ id: (await starting).id })
    return await run(task, options)
  }
  const starting = client.imports.start({ paths: [folder] })
  const job = await starting
  await expect.poll(async () => (await client.jobs.get({ id: job.id })).is_paused).toBe(true)
  await client.jobs.cancel({ id: job.id })
  expect(await ended(client, job)).toMatchObject({ state: 'cancelled', failed: 0 })
})
