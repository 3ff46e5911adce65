import { execFile, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { clip } from '../support/clips.ts'
import { temporaryFolder } from '../support/library.ts'
import { serveLibrary } from '../support/listen.ts'
import { python, withoutPython } from '../support/python.ts'

const page = readFileSync(fileURLToPath(new URL('../../docs/pipeline.md', import.meta.url)), 'utf8')

/** Returns the only script of a language on the page. */
function scriptIn(language: string): string {
  const scripts = [...page.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, 'gms'))]
  expect([language, scripts.length]).toEqual([language, 1])
  return scripts[0]?.[1] ?? ''
}

const withoutCurl = ['bash', 'curl', 'jq'].find((name) => spawnSync(name, ['--version']).status !== 0)

test.for([
  ['sh', 'bash', withoutCurl],
  ['python', python, withoutPython || undefined],
])(
  'the pipeline of docs/pipeline.md runs as it is there: %s',
  async ([language = '', program = '', missing], context) => {
    context.skip(missing !== undefined, `${missing} is missing.`)
    const { client, url } = await serveLibrary({ settings: temporaryFolder() })
    const { token } = await client.tokens.create({ user_id: 'pipeline' })
    const env = { ...process.env, RUSHES_URL: url, RUSHES_TOKEN: token, TAKE: await clip('landscape.mp4') }
    const { stdout } = await promisify(execFile)(program, ['-c', scriptIn(language)], { env })
    expect(JSON.parse(stdout)).toEqual([{ start: 0, end: 0.5, label: 'scene' }])
    const [media] = (await client.media.list({})).items
    expect(media).toMatchObject({ MediaStatus: 3, UserId: 'pipeline', Name: 'landscape.mp4' })
    const id = media?.video_id ?? ''
    expect(await client.videos.get({ id })).toMatchObject({ source_type: 'generated', media_status: 3 })
    expect(await client.generations.get({ video_id: id })).toMatchObject({ model: 'sora-2', status: 'completed' })
    const [execution] = (await client.executions.list({})).items
    expect(execution).toMatchObject({ status: 'completed' })
    expect((await client.analyses.ofVideo({ id })).map(({ ranges }) => ranges?.length)).toEqual([1])
    expect((await client.videos.list({ role: 'output' })).total).toBe(1)
  },
)
