import { execFile, execFileSync } from 'node:child_process'
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { createDecoder } from '../../main/media/decoder/decoder.ts'
import { probe } from '../../main/media/ffprobe.ts'
import { generatedInput } from '../../main/media/inputs.ts'
import { limits } from '../../main/media/limits.ts'
import { makePoster } from '../../main/media/previews/poster.ts'
import { runFfmpeg } from '../../main/media/run-ffmpeg.ts'
import { runProgram } from '../../main/media/run-program.ts'
import { clip } from '../support/clips.ts'
import { putDecoder } from '../support/decoders.ts'
import { ended, importAll, openLibrary, putClip, temporaryFolder } from '../support/library.ts'

// The limits of a release are minutes and gigabytes.
const released = structuredClone(limits)
const mib = 1024 * 1024
beforeAll(() => {
  Object.assign(limits, {
    probe: { stillSeconds: 4, outputBytes: mib },
    preview: { stillSeconds: 4, outputBytes: mib, memoryBytes: 300 * mib },
    decode: { stillSeconds: 4, outputBytes: mib, fileBytes: 4 * mib, fileGrowth: 1 },
  })
})
afterAll(() => void Object.assign(limits, released))

const require = createRequire(import.meta.url)
const { signal } = new AbortController()

/**
 * Writes a program that stands for ffmpeg or ffprobe: with an argument that holds `stuck`, it runs `script`, which
 * tells `$pids` whom it started; else it is the real one.
 */
function standIn(tool: 'ffmpeg' | 'ffprobe', script: string): { path: string; pids: () => number[] } {
  const path = join(temporaryFolder(), tool)
  const real: string = require(`@${tool}-installer/${tool}`).path
  const pids = `${path}.pids`
  const lines = ['#!/bin/sh', `pids="$0.pids"`, `case "$*" in *stuck*) ${script};; esac`, `exec '${real}' "$@"`]
  writeFileSync(path, lines.join('\n'))
  chmodSync(path, 0o755)
  return { path, pids: () => (existsSync(pids) ? readFileSync(pids, 'utf8').trim().split('\n').map(Number) : []) }
}

/** Waits in a silent child, as one that asked a server which accepts and never answers. */
const hang = 'sleep 600 & echo $! >> "$pids"; wait'

async function expectGone(pids: readonly number[]): Promise<void> {
  for (const pid of pids) await expect.poll(() => isAlive(pid)).toBe(false)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    // A zombie waits for init, where the tests run in a container.
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z')
  } catch {
    return false
  }
}

test('files at which ffprobe hangs are named, and the others are imported', async () => {
  const { client, core } = await openLibrary()
  // It reads what the decoder cannot.
  vi.stubEnv(
    'RUSHES_TEST_DECODER',
    putDecoder(temporaryFolder(), "if (kind === 'describe') return process.send({ error: 'no' })"),
  )
  onTestFinished(() => void vi.unstubAllEnvs())
  const { path, pids } = standIn('ffprobe', hang)
  core.tools.ffprobe = async () => ({ path, version: '', source: '', date: null })
  const folder = temporaryFolder()
  const names = ['a stuck', 'b stuck', 'c stuck', 'd stuck']
  for (const name of names) {
    const bytes = readFileSync(await clip('landscape.mp4'))
    writeFileSync(join(folder, `${name}.mp4`), Buffer.concat([bytes, Buffer.from(`\0\0\0\x0cfree${name.slice(0, 4)}`)]))
  }
  await putClip('square.mp4', join(folder, 'take.mp4'))
  const { job, items } = await importAll(client, { paths: [folder], mode: 'reference' })
  expect(job).toMatchObject({ state: 'done', added: 1, failed: 4 })
  for (const name of names) {
    const item = items.find((one) => one.path.endsWith(`${name}.mp4`))
    expect(item?.error?.message).toContain(`${name}.mp4 is not a readable video`)
    expect(item?.error?.message).toContain('it made no progress for 4 s and was stopped')
  }
  expect(pids()).toHaveLength(4)
  await expectGone(pids())
})

test('analyses at which ffmpeg hangs give their decode slots back', async () => {
  const { client, core } = await openLibrary()
  const folder = temporaryFolder()
  await putClip('landscape.mp4', join(folder, 'stuck 1.mp4'))
  await putClip('portrait.mp4', join(folder, 'stuck 2.mp4'))
  await putClip('black.mp4', join(folder, 'take.mp4'))
  await importAll(client, { paths: [folder], mode: 'reference' })
  // It reports, and gets nowhere.
  const { path } = standIn('ffmpeg', 'while :; do echo frame=0 >&2; echo progress=continue >&2; sleep 0.2; done')
  core.tools.ffmpeg = async () => ({ path, version: '', source: '', date: null })
  const { items: found } = await client.videos.list({})
  const videos = found.sort((a, b) => (a.name < b.name ? -1 : 1))
  const jobs = videos.map(({ id }) => client.analyses.run({ analyser: 'black', video_ids: [id] }))
  const done = await Promise.all(jobs.map(async (job) => await ended(client, await job)))
  expect(done.map(({ failed, made }) => ({ failed, made }))).toEqual([
    { failed: 1, made: 0 },
    { failed: 1, made: 0 },
    { failed: 0, made: 1 },
  ])
  const { items } = await client.jobs.items({ id: done[0]?.id ?? '' })
  expect(items[0]?.error?.message).toMatch(/could not read .*stuck 1\.mp4: it made no progress for 4 s/)
})

test('a program that gets on is not stopped, however long it takes', async () => {
  const steps = 'for i in 1 2 3 4 5 6 7 8 9 10 11 12; do echo "frame=$i" >&2; sleep 0.5; done; echo stuck; exit 0'
  const { path } = standIn('ffmpeg', steps)
  expect(String(await runFfmpeg(path, ['stuck'], { reads: [], work: 'decode' }))).toBe('stuck\n')
})

test('a decoder that hangs is asked once for a poster, and not for each of its frames', async () => {
  const folder = temporaryFolder()
  const log = join(folder, 'pids')
  const path = putDecoder(folder, `appendFileSync(${JSON.stringify(log)}, process.pid + '\\n'); busy()`)
  vi.stubEnv('RUSHES_TEST_DECODER', path)
  onTestFinished(() => void vi.unstubAllEnvs())
  const source = await putClip('square.mp4', join(folder, 'stuck.mp4'))
  const decoder = createDecoder()
  const poster = makePoster(decoder, source, { durationSeconds: 10, signal })
  await expect(poster).rejects.toMatchObject({
    code: 'TOOL_FAILED',
    message: expect.stringMatching(/could not read .*stuck\.mp4: it made no progress for 4 s and was stopped/),
  })
  const pids = readFileSync(log, 'utf8').trim().split('\n').map(Number)
  expect(pids).toHaveLength(1)
  await expectGone(pids)
  await decoder.close()
})

test.skipIf(process.platform !== 'linux')('memory is limited', async () => {
  const frames = generatedInput('color=s=16000x16000:d=1')
  const args = ['-filter_threads', '1', ...frames, '-threads', '1', '-f', 'null', '-']
  const ffmpeg: string = require('@ffmpeg-installer/ffmpeg').path
  const decode = runFfmpeg(ffmpeg, args, { reads: [], work: 'preview' })
  await expect(decode).rejects.toMatchObject({
    code: 'TOOL_FAILED',
    message: expect.stringContaining('it needed more memory than it may use'),
  })
})

test('a file that grows and grows is stopped', async () => {
  const target = join(temporaryFolder(), 'endless.avi')
  const args = [...generatedInput('testsrc2=s=640x360'), '-c:v', 'rawvideo', '-f', 'avi', target]
  const ffmpeg: string = require('@ffmpeg-installer/ffmpeg').path
  const endless = runFfmpeg(ffmpeg, args, { reads: [], writes: target, work: 'decode' })
  await expect(endless).rejects.toThrow('its output grew beyond 4 MiB and it was stopped')
})

test.skipIf(process.platform === 'win32')('a named pipe is refused without waiting for a writer', async () => {
  const path = join(temporaryFolder(), 'clip.mp4')
  execFileSync('mkfifo', [path])
  await expect(probe(require('@ffprobe-installer/ffprobe').path, path)).rejects.toMatchObject({
    code: 'FILE_UNREADABLE',
    message: expect.stringContaining('clip.mp4'),
  })
})

test.skipIf(process.platform === 'win32').each([
  ['exits', 'process.exit(130)'],
  ['is killed', 'process.kill(process.pid, "SIGKILL")'],
])('what runs ends with the process that started it, if that %s', async (_, end) => {
  const runProgram = pathToFileURL(join(import.meta.dirname, '../../main/media/run-program.ts')).href
  const script = `
    const { writeSync } = await import('node:fs')
    const { runProgram } = await import(${JSON.stringify(runProgram)})
    const onLine = (pid) => { writeSync(1, pid); ${end} }
    await runProgram('/bin/sh', ['-c', 'sleep 600 & echo $!; wait'], { limits: { outputBytes: 1 }, onLine })`
  const run = promisify(execFile)(process.execPath, ['--input-type=module', '-e', script])
  const { stdout } = (await run.catch((error: unknown) => error)) as { stdout: string }
  expect(Number(stdout)).toBeGreaterThan(0)
  await expectGone([Number(stdout)])
})

test.skipIf(process.platform === 'win32')(
  'an argument that no program can get leaves other programs alone',
  async () => {
    const { promise: isRunning, resolve } = Promise.withResolvers<void>()
    const gate = join(temporaryFolder(), 'gate')
    const run = (script: string) =>
      runProgram('/bin/sh', ['-c', script, 'sh', gate], { limits: limits.version, onLine: () => resolve() })
    const other = run('echo started; while [ ! -e "$1" ]; do sleep 0.05; done')
    await isRunning
    await expect(run('a\0b')).rejects.toMatchObject({ code: 'TOOL_MISSING' })
    writeFileSync(gate, '')
    await expect(other).resolves.toBeDefined()
  },
)

test.skipIf(process.platform === 'win32')('programs start again after the program host was killed', async () => {
  const run = (script: string, onLine?: (line: string) => void) =>
    runProgram('/bin/sh', ['-c', script], { limits: limits.version, onLine })
  const killed = run('kill -9 $PPID; sleep 600')
  await expect(killed).rejects.toMatchObject({ code: 'TOOL_FAILED' })
  expect(String(await run('echo again'))).toBe('again\n')
})
