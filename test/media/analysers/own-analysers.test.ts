import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { completeConfig } from '../../../main/media/analysers/config-schema.ts'
import { findAnalysers } from '../../../main/media/analysers/find-analysers.ts'
import type { JsonObject } from '../../../shared/json-object.ts'
import { declare } from '../../support/analysers.ts'
import { temporaryFolder } from '../../support/library.ts'

const threshold = {
  type: 'object',
  additionalProperties: false,
  properties: { threshold: { type: 'number', minimum: 0, default: 0.5 }, model: { type: 'string', default: 'small' } },
}

interface Run {
  config?: JsonObject
  path?: string
  signal?: AbortSignal
}

/** Declares an analyser with this script and runs it over a path that is said to last 10 s. */
async function run(script: string, changes: JsonObject = {}, { config = {}, path = '/take.mp4', signal }: Run = {}) {
  const folder = join(temporaryFolder(), 'analysers')
  declare(folder, script, changes)
  const { own, faults } = await findAnalysers(folder)
  expect(faults).toEqual([])
  const [analyser] = own
  if (!analyser) throw new Error('Nothing was declared.')
  return await analyser.analyse({
    path,
    config: completeConfig(analyser.configSchema, config),
    durationSeconds: 10,
    hasPicture: true,
    hasSound: true,
    ffmpeg: 'ffmpeg',
    signal: signal ?? new AbortController().signal,
    onProgress: () => undefined,
  })
}

const print = (output: string) => `process.stdout.write(${JSON.stringify(output)})`
const result = (...ranges: object[]) => print(JSON.stringify({ ranges, metadata: {} }))

test('an own analyser gets the path and the complete configuration as they are, with no shell between', async () => {
  const path = `/takes/-it's "odd"; $(rm -rf ~) \n %d {config}.mp4`
  const { ranges, metadata } = await run(
    `const [path, config, model, text] = process.argv.slice(2)
    console.log(JSON.stringify({ ranges: [{ start: 0, end: 1.5, label: 'speech', confidence: 0.9, speaker: 2 }],
      metadata: { path, config: JSON.parse(config), model, text, folder: process.cwd() } }))`,
    {
      argv: [process.execPath, 'own.mjs', '{path}', '{config}', '{config.model}', 'at {config.threshold} of {"a":1}'],
      config_schema: threshold,
    },
    { path, config: { model: 'large "one"' } },
  )
  expect(ranges).toEqual([{ start: 0, end: 1.5, label: 'speech', confidence: 0.9, speaker: 2 }])
  const config = { model: 'large "one"', threshold: 0.5 }
  expect(metadata).toMatchObject({ path, config, model: config.model, text: 'at 0.5 of {"a":1}' })
  expect(metadata.folder).toMatch(/analysers$/)
})

test('a configuration that its schema does not allow is refused, key by key', async () => {
  const wrong = run(result(), { config_schema: threshold }, { config: { threshold: -1, modle: 'x' } })
  await expect(wrong).rejects.toMatchObject({
    code: 'BAD_INPUT',
    message: expect.stringMatching(
      /modle is not a setting; the settings are threshold, model\..*threshold must be at least 0/,
    ),
  })
})

test('one that crashes is told with the end of what it said', async () => {
  const crash = run(`console.error('loading\\nno model found'); process.exit(3)`)
  await expect(crash).rejects.toMatchObject({
    code: 'TOOL_FAILED',
    message: expect.stringContaining('failed: no model found.'),
    data: { stderr: 'loading\nno model found\n', exit: 3 },
  })
  await expect(run('process.exit(4)')).rejects.toThrow('it exited with 4 and printed no error')
  await expect(run(result(), { argv: ['no-such-program-here'] })).rejects.toMatchObject({ code: 'TOOL_MISSING' })
})

test('one that hangs is stopped when its time is over', async () => {
  const hang = run('setInterval(() => {}, 1000)', { timeout_seconds: 0.5 })
  await expect(hang).rejects.toMatchObject({ code: 'TOOL_FAILED', message: expect.stringContaining('within 0.5 s') })
})

test('one that closes its output and goes on is stopped too', async () => {
  const closed = run(`import { closeSync } from 'node:fs'; closeSync(1); closeSync(2); setInterval(() => {}, 1000)`, {
    timeout_seconds: 0.5,
  })
  await expect(closed).rejects.toThrow('within 0.5 s')
})

test('one that floods its output is stopped', async () => {
  const flood = run(`const text = 'x'.repeat(65536)
    const more = () => { while (process.stdout.write(text)); process.stdout.once('drain', more) }
    more()`)
  await expect(flood).rejects.toThrow('wrote more than 16 MiB')
})

test.each([
  ['half a JSON', print('{"ranges": [{"start": 0'), 'printed no valid JSON'],
  ['nothing', '', 'printed no valid JSON'],
  ['NaN', print('{"ranges": [{"start": NaN, "end": 1}]}'), 'printed no valid JSON'],
  ['no ranges', print('{"metadata": {}}'), 'ranges: '],
  ['ranges that are no list', print('{"ranges": {"start": 0, "end": 1}}'), 'ranges: '],
  ['metadata that is no object', print('{"ranges": [], "metadata": [1]}'), 'metadata: '],
  ['a range that ends before it begins', result({ start: 2, end: 1 }), 'A range ends before it begins.'],
  ['a range before the beginning', result({ start: -1, end: 1 }), 'A range begins at 0 or later.'],
  ['a range beyond the end', result({ start: 1, end: 99 }), 'a range from 1 to 99 s, but the video ends at 10 s'],
  ['a confidence of 7', result({ start: 1, end: 2, confidence: 7 }), 'ranges.0.confidence'],
])('one that prints %s is told so', async (_what, script, message) => {
  await expect(run(script)).rejects.toMatchObject({ code: 'TOOL_FAILED', message: expect.stringContaining(message) })
})

test('a range that is rounded a little beyond the end is cut there', async () => {
  expect((await run(result({ start: 9, end: 10.2 }))).ranges).toEqual([{ start: 9, end: 10 }])
})

/** A script that starts a child which would go on for a minute, with its number and its pipes. */
const withChild = (then: string, options = '{}') => `
  import { spawn } from 'node:child_process'
  import { writeFileSync } from 'node:fs'
  const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'], { stdio: 'inherit', ...${options} })
  writeFileSync(process.argv[2], String(child.pid))
  ${then}`

async function expectGone(pidFile: string): Promise<void> {
  const pid = Number(readFileSync(pidFile, 'utf8'))
  await expect
    .poll(() => {
      try {
        process.kill(pid, 0)
        // A zombie waits for init, where the tests run in a container.
        return readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z')
      } catch {
        return true
      }
    })
    .toBe(true)
}

test('what it started ends with it, and cannot keep anybody waiting', async () => {
  const pidFile = join(temporaryFolder(), 'pid')
  const ends = withChild(`${result({ start: 0, end: 1 })}; child.unref(); process.exitCode = 0`)
  expect((await run(ends, {}, { path: pidFile })).ranges).toHaveLength(1)
  await expectGone(pidFile)
})

test('what it started is killed with it when its time is over', async () => {
  const pidFile = join(temporaryFolder(), 'pid')
  // On a busy machine it may need more time to start one.
  for (let seconds = 2; !existsSync(pidFile); seconds *= 2) {
    const late = run(withChild(''), { timeout_seconds: seconds }, { path: pidFile })
    await expect(late).rejects.toThrow(`within ${seconds} s`)
  }
  await expectGone(pidFile)
})

test('one that is cancelled stops at once', async () => {
  const stop = new AbortController()
  const pidFile = join(temporaryFolder(), 'pid')
  const running = run(withChild(''), {}, { path: pidFile, signal: stop.signal })
  const refused = expect(running).rejects.toMatchObject({ code: 'CANCELLED' })
  while (!existsSync(pidFile) || readFileSync(pidFile, 'utf8') === '') await setTimeout(20)
  stop.abort()
  await refused
  await expectGone(pidFile)
})

test('declarations that cannot be used are listed with what is wrong with them', async () => {
  const folder = join(temporaryFolder(), 'analysers')
  const argv = ['x']
  declare(folder, '', { name: 'good' })
  declare(folder, '', { name: 'z-typo', timeout: 5 })
  declare(folder, '', { name: 'z-no-argv', argv: [] })
  declare(folder, '', { name: 'z-placeholder', argv: ['x', '{file}'] })
  declare(folder, '', {
    name: 'z-schema',
    argv,
    config_schema: { type: 'object', properties: { a: { type: 'nubmer' } } },
  })
  declare(folder, '', { name: 'z-list', argv, config_schema: { type: 'array' } })
  declare(folder, '', { name: 'z-remote', argv, config_schema: { type: 'object', $ref: 'https://somewhere/else' } })
  writeFileSync(join(folder, 'a-builtin.json'), JSON.stringify({ name: 'scenes', version: '1', argv }))
  writeFileSync(join(folder, 'h-again.json'), JSON.stringify({ name: 'good', version: '1', argv }))
  writeFileSync(join(folder, 'z-half.json'), '{"name": ')
  mkdirSync(join(folder, 'z-folder.json'))
  const { own, faults } = await findAnalysers(folder)
  expect(own.map(({ name }) => name)).toEqual(['good'])
  const said = Object.fromEntries(faults.map(({ file, message }) => [file, message]))
  expect(said).toMatchObject({
    'a-builtin.json': 'The name scenes is already used by an analyser of Rushes.',
    'h-again.json': 'The name good is already used by good.json.',
    'z-typo.json': expect.stringContaining('timeout'),
    'z-no-argv.json': expect.stringContaining('argv'),
    'z-placeholder.json': expect.stringContaining('{file}'),
    'z-schema.json': expect.stringContaining('config_schema'),
    'z-list.json': expect.stringContaining('its type must be object'),
    'z-remote.json': expect.stringContaining('config_schema'),
    'z-half.json': expect.stringContaining('Not valid JSON'),
    'z-folder.json': 'It is not a file.',
  })
  expect(faults).toHaveLength(10)
})

test('a library without declarations has those of Rushes', async () => {
  const { builtin, own, faults } = await findAnalysers(join(temporaryFolder(), 'nowhere'))
  expect([builtin.length, own, faults]).toEqual([5, [], []])
})

test('a pattern of a schema matches in linear time, and one that cannot is a fault of the declaration', async () => {
  const withPattern = (pattern: string) => ({ type: 'object', properties: { name: { type: 'string', pattern } } })
  const config = { name: `${'a'.repeat(50_000)}!` }
  expect(() => completeConfig(withPattern('^(a+)+$'), config)).toThrow('name must match pattern "^(a+)+$"')
  expect(completeConfig(withPattern('^[\\w\\u00e9]+!$'), config)).toEqual(config)

  const folder = join(temporaryFolder(), 'analysers')
  declare(folder, '', { config_schema: withPattern('(?=a)b') })
  const { own, faults } = await findAnalysers(folder)
  expect(own).toEqual([])
  expect(faults).toMatchObject([{ file: 'own.json', message: expect.stringContaining('config_schema: ') }])
})
