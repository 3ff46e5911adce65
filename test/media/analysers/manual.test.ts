import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { builtinAnalysers } from '../../../main/media/analysers/builtin.ts'
import { defaultsOf } from '../../../main/media/analysers/config-schema.ts'
import { allowAnalyser } from '../../support/analysers.ts'
import { ended, importAll, openLibrary, putClip, temporaryFolder } from '../../support/library.ts'

const manual = readFileSync(new URL('../../../docs/analysers.md', import.meta.url), 'utf8')

test('the example of the manual works as it stands there', async ({ skip }) => {
  if (spawnSync('python3', ['--version']).status !== 0) return skip('There is no Python here.')
  const { client, core } = await openLibrary()
  mkdirSync(core.layout.analysers, { recursive: true })
  for (const [, file = '', text = ''] of manual.matchAll(/^`analysers\/([^`]+)`:\n\n```\w+\n(.*?)^```/gms)) {
    writeFileSync(join(core.layout.analysers, file), text)
  }
  const { items } = await importAll(client, {
    paths: [await putClip('marked.mp4', join(temporaryFolder(), 'take.mp4'))],
  })
  const id = items[0]?.video_id ?? ''
  const config = { seconds: 3, ffprobe: (await core.tools.ffprobe()).path }
  await allowAnalyser(client, 'parts')
  const job = await ended(client, await client.analyses.run({ analyser: 'parts', config, video_ids: [id] }))
  expect((await client.jobs.items({ id: job.id })).items).toMatchObject([{ outcome: 'made', error: null }])
  const [lane] = await client.analyses.ofVideo({ id })
  expect(lane).toMatchObject({
    ranges: [
      { start: 0, end: 3 },
      { start: 3, end: 6 },
      { start: 6, end: 8 },
    ],
    metadata: { parts: 3 },
  })
})

test('the manual names every analyser with what can be set and its defaults', () => {
  const named = [...manual.matchAll(/^\| `(\w+)` \| .* \| (.*) \|$/gm)].filter(([, name]) =>
    builtinAnalysers.some((one) => one.name === name),
  )
  const settings = named.map(([, name, text = '']) => [
    name,
    Object.fromEntries([...text.matchAll(/`(\w+)`[^(]*\((-?[\d.]+)\)/g)].map(([, key, value]) => [key, Number(value)])),
  ])
  expect(settings).toEqual(builtinAnalysers.map(({ name, configSchema }) => [name, defaultsOf(configSchema)]))
})
