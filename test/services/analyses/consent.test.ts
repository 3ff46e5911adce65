import { appendFileSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { allowAnalyser, declare } from '../../support/analysers.ts'
import { ended, importAll, openLibrary, putClip, type TestLibrary, temporaryFolder } from '../../support/library.ts'
import { serveLibrary } from '../../support/listen.ts'

/** Tells that it ran by a file, as a program of somebody else would do harm. */
const harm = `import { writeFileSync } from 'node:fs'
writeFileSync('ran', 'yes'); console.log('{"ranges":[]}')`

async function withAnalyser(library: TestLibrary) {
  const { items } = await importAll(library.client, {
    paths: [await putClip('square.mp4', join(temporaryFolder(), 'take.mp4'))],
  })
  const folder = library.core.layout.analysers
  const file = declare(folder, harm)
  const hasRun = () => existsSync(join(folder, 'ran'))
  return { id: items[0]?.video_id ?? '', folder, file, hasRun }
}

async function ownProgram({ client }: Pick<TestLibrary, 'client'>) {
  const { items } = await client.analysers.list()
  const program = items.find(({ name }) => name === 'own')?.program
  if (!program) throw new Error('The analyser is not listed.')
  return program
}

test('a program that a library declares runs only once it is allowed on this computer', async () => {
  const settings = join(temporaryFolder(), 'settings')
  const library = await openLibrary({ settings })
  const { client } = library
  const { id, hasRun, folder } = await withAnalyser(library)
  const run = () => client.analyses.run({ analyser: 'own', video_ids: [id] })
  await expect(run()).rejects.toMatchObject({
    code: 'CONSENT_NEEDED',
    message: expect.stringContaining('rushes analysers allow own'),
  })
  const program = await ownProgram(library)
  expect(program).toMatchObject({ allowed: false, folder, argv: [process.execPath, 'own.mjs', '{path}', '{config}'] })
  expect(program.files.map(({ path }) => path)).toEqual([process.execPath, join(folder, 'own.mjs')])
  expect(program.files.every(({ sha256 }) => /^[0-9a-f]{64}$/.test(sha256 ?? ''))).toBe(true)
  expect(hasRun()).toBe(false)

  await allowAnalyser(library.client, 'own')
  expect(await ended(client, await run())).toMatchObject({ made: 1, failed: 0 })
  expect(hasRun()).toBe(true)
  const consents = join(settings, 'consents.json')
  expect(readFileSync(consents, 'utf8')).toContain(program.digest)
  if (process.platform !== 'win32')
    expect([statSync(consents).mode & 0o777, statSync(settings).mode & 0o777]).toEqual([0o600, 0o700])

  await client.analysers.forbid({ name: 'own' })
  await expect(run()).rejects.toMatchObject({ code: 'CONSENT_NEEDED' })
})

test.each([
  ['its program', (folder: string) => appendFileSync(join(folder, 'own.mjs'), '\n')],
  ['its declaration', (folder: string) => appendFileSync(join(folder, 'own.json'), '\n')],
])('a change of %s asks again, also in the middle of a job', async (_what, change) => {
  const library = await openLibrary()
  const { client } = library
  const { id, folder } = await withAnalyser(library)
  await allowAnalyser(library.client, 'own')
  const before = await ownProgram(library)
  await ended(client, await client.analyses.run({ analyser: 'own', video_ids: [id] }))
  change(folder)
  const again = client.analyses.run({ analyser: 'own', video_ids: [id] })
  await expect(again).rejects.toMatchObject({ code: 'CONSENT_NEEDED' })
  const stale = client.analysers.allow({ name: 'own', digest: before.digest })
  await expect(stale).rejects.toMatchObject({ code: 'CONFLICT' })
  const [lane] = await client.analyses.ofVideo({ id })
  const rerun = await ended(client, await client.analyses.rerun({ ids: [lane?.id ?? 0] }))
  expect(rerun).toMatchObject({ made: 0, failed: 1 })
})

test('a consent is for one library, and a library brings none with it', async () => {
  const settings = temporaryFolder()
  const [first, second] = [await openLibrary({ settings }), await openLibrary({ settings })]
  await withAnalyser(first)
  const { id, hasRun } = await withAnalyser(second)
  await allowAnalyser(first.client, 'own')
  writeFileSync(join(second.folder, 'consents.json'), readFileSync(join(settings, 'consents.json')))
  const run = second.client.analyses.run({ analyser: 'own', video_ids: [id] })
  await expect(run).rejects.toMatchObject({ code: 'CONSENT_NEEDED' })
  expect(hasRun()).toBe(false)
})

test('a damaged file of consents allows nothing', async () => {
  const settings = temporaryFolder()
  const library = await openLibrary({ settings })
  const { id } = await withAnalyser(library)
  await allowAnalyser(library.client, 'own')
  writeFileSync(join(settings, 'consents.json'), '{"consents": [{"library": "')
  const run = library.client.analyses.run({ analyser: 'own', video_ids: [id] })
  await expect(run).rejects.toMatchObject({ code: 'CONSENT_NEEDED' })
})

test('REST refuses with 403 and a code, and allowing needs the key', async () => {
  const library = await serveLibrary()
  const { id } = await withAnalyser(library)
  const post = (path: string, body: object) =>
    library.get(`/api${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    })
  const refused = await post('/analyses/run', { analyser: 'own', video_ids: [id] })
  expect([refused.status, (await refused.json()).code]).toEqual([403, 'CONSENT_NEEDED'])
  const { digest } = await ownProgram(library)
  const stranger = await fetch(`${library.url}/api/analysers/own/allow`, {
    method: 'POST',
    body: JSON.stringify({ digest }),
    headers: { 'content-type': 'application/json' },
  })
  expect(stranger.status).toBe(403)
  expect(await ownProgram(library)).toMatchObject({ allowed: false })
  expect((await post('/analysers/own/allow', { digest })).status).toBe(200)
  expect(await ownProgram(library)).toMatchObject({ allowed: true })
})

test('a program is found on PATH, never in the folder of the library by a bare name', async () => {
  const library = await openLibrary()
  const { folder } = await withAnalyser(library)
  declare(folder, harm, { argv: ['own.mjs', '{path}'] })
  expect((await ownProgram(library)).files).toMatchObject([{ path: 'own.mjs', sha256: null }])
})
