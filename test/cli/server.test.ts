import { join } from 'node:path'
import { expect, test } from 'vitest'
import { importAll, putClip, temporaryFolder } from '../support/library.ts'
import { serveLibrary } from '../support/listen.ts'
import { runRushes } from '../support/terminal.ts'

test('commands work on a server, name videos by id, hash or path, and print errors as JSON', async () => {
  const { client, url, folder, core } = await serveLibrary({ settings: temporaryFolder() })
  const path = await putClip('landscape.mp4', join(temporaryFolder(), 'ferry.mp4'))
  const { items } = await importAll(client, { paths: [path] })
  const id = items[0]?.video_id ?? ''
  const { token } = await client.tokens.create({ user_id: 'mia', scope: 'write' })
  const there = (...args: string[]) => runRushes([...args, '--url', url], { RUSHES_TOKEN: token })
  const here = (...args: string[]) => runRushes([...args, '--library', folder])

  const { file_hash } = await client.videos.get({ id })
  for (const name of [id, file_hash, path])
    expect(JSON.parse((await there('show', name, '--json')).stdout)).toMatchObject({ id })
  const missing = await there('show', '/never/was.mp4', '--json')
  expect(missing.code).toBe(3)
  expect(JSON.parse(missing.stdout)).toEqual({
    error: { code: 'NOT_FOUND', message: expect.stringContaining('/never/was.mp4') },
  })
  expect(JSON.parse((await here('list', '--limit', 'ten', '--json')).stdout)).toMatchObject({
    error: { code: 'BAD_INPUT' },
  })

  const edited = await there('edit', id, '--name', "Mia's ferry")
  expect(edited.stdout).toContain(` --url '${url}'`)
  const local = await here('edit', id, '--name', 'Ferry')
  expect(local.stdout).toContain(
    `Undo: rushes call videos.rename '{"id":"${id}","name":"Mia'\\''s ferry"}' --library '`,
  )
  expect((await client.videos.get({ id })).name).toBe('Ferry')

  const dry = await there('remove', id, '--dry-run')
  expect([dry.code, dry.stdout]).toEqual([0, 'Dry run, nothing was changed: Removed 1 take\n  Ferry\n'])
  expect((await client.videos.list({})).total).toBe(1)
  const removed = await here('remove', id, 'nope', '--json')
  expect(removed.code).toBe(3)
  expect(JSON.parse(removed.stdout)).toEqual({ removed: [id], not_found: ['nope'] })
  for (const verb of ['read', 'write']) expect((await here('sidecars', verb, 'nope')).code).toBe(3)
  expect(core.layout.folder).toBe(folder)

  expect(await there('token', 'list')).toMatchObject({ code: 4, stderr: expect.stringContaining('“admin”') })
  expect(await there('seed')).toMatchObject({ code: 4, stderr: expect.stringContaining('“admin”') })
  const rows = await there('seed', '--rows', '1')
  expect(rows).toMatchObject({ code: 10, stderr: expect.stringContaining('Leave out --url') })
  expect(await runRushes(['list', '--url', url])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('RUSHES_TOKEN'),
  })
  const nowhere = ['list', '--url', 'http://127.0.0.1:9', '--token', token]
  expect(await runRushes(nowhere)).toMatchObject({ code: 9, stderr: expect.stringContaining('cannot be reached') })
})
