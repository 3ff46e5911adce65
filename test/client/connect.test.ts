import { execFile } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { connect } from '../../shared/connect.ts'
import { importAll, putClip, temporaryFolder } from '../support/library.ts'
import { serveLibrary } from '../support/listen.ts'

test('a TypeScript program calls a served library, follows its events, and gets typed errors', async () => {
  const library = await serveLibrary({ settings: temporaryFolder() })
  const path = await putClip('landscape.mp4', join(temporaryFolder(), 'ferry.mp4'))
  const { items } = await importAll(library.client, { paths: [path] })
  const id = items[0]?.video_id ?? ''
  const { token } = await library.client.tokens.create({ user_id: 'mia', scope: 'write' })
  const rushes = connect({ url: `${library.url}/`, token })

  expect(await rushes.videos.list({ query: 'ferry' })).toMatchObject({ items: [{ id, name: 'ferry' }], total: 1 })
  const stop = new AbortController()
  const events = await rushes.events.subscribe(undefined, { signal: stop.signal })
  await rushes.videos.rename({ id, name: 'Ferry at dusk' })
  for await (const event of events) if (event.type === 'changed' && event.topics.includes('videos')) break
  stop.abort()
  await expect(rushes.videos.get({ id: 'none' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(rushes.tokens.list()).rejects.toMatchObject({ code: 'MISSING_SCOPE' })
  const stranger = connect({ url: library.url, token: 'a.b.c' })
  await expect(stranger.videos.list({})).rejects.toMatchObject({
    code: 'UNAUTHENTICATED',
    message: expect.stringContaining('The token is not accepted.'),
  })
})

test('the package exports types that another project compiles against, and that refuse a wrong call', async () => {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc')
  const compile = (...args: string[]) => promisify(execFile)(process.execPath, [tsc, ...args])
  await compile('-p', join(root, 'shared', 'client.json'))
  const project = temporaryFolder()
  mkdirSync(join(project, 'node_modules'))
  symlinkSync(root, join(project, 'node_modules', 'rushes'), 'junction')
  const compilerOptions = {
    strict: true,
    module: 'nodenext',
    target: 'es2023',
    types: [],
    noEmit: true,
    skipLibCheck: true,
  }
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['pipeline.ts'] }))
  const write = (lines: string[]) =>
    writeFileSync(
      join(project, 'pipeline.ts'),
      ["import { connect } from 'rushes/client'", "const rushes = connect({ url: '', token: '' })", ...lines, ''].join(
        '\n',
      ),
    )
  write([
    'const { items } = await rushes.videos.list({ query: "model:wan", limit: 10 })',
    'export const seconds: (number | null)[] = items.map((video) => video.duration_seconds)',
  ])
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }')
  await compile('-p', project)
  write(['export const wrong = await rushes.videos.list({ limit: "ten" })'])
  await expect(compile('-p', project)).rejects.toMatchObject({
    stdout: expect.stringContaining("Type 'string' is not assignable to type 'number"),
  })
})
