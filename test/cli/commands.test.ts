import { spawnSync } from 'node:child_process'
import { closeSync, existsSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { expect, test } from 'vitest'
import type { Job } from '../../shared/contract/jobs.ts'
import { openLibrary, putClip, temporaryFolder } from '../support/library.ts'
import { withoutSlowLines } from '../support/slow-lines.ts'
import { program, runRushes, startTerminal } from '../support/terminal.ts'

/** The one document that a command printed; it must have said nothing else. */
async function document(args: string[], environment?: NodeJS.ProcessEnv): Promise<unknown> {
  const { code, stdout, stderr } = await runRushes(args, environment)
  expect([args, stderr, code]).toEqual([args, '', 0])
  return JSON.parse(stdout)
}

test('every command answers with one JSON document, wherever its options stand', async () => {
  const folder = temporaryFolder()
  const library = join(folder, 'library')
  const path = await putClip('landscape.mp4', join(folder, '-take “1”.mp4'))
  const imported = await document(['--json', '--library', library, 'import', path, '--mode', 'copy'])
  expect(imported).toMatchObject({ job: { state: 'done', added: 1 }, items: [{ path, outcome: 'added' }] })
  const id = (imported as { items: { video_id: string }[] }).items[0]?.video_id ?? ''
  expect(await document(['list', '--limit', '1000', '--json', '--library', library])).toMatchObject({ total: 1 })
  expect(await document(['list', '--group-by', 'model', '--json', '--library', library])).toEqual([
    { value: null, count: 1 },
  ])
  expect((await runRushes(['list', '--csv', '--library', library])).stdout).toMatch(
    /^id,name,.*\r\n.*,-take “1”,.*\r\n$/,
  )
  expect(await document(['--library', library, 'show', id, '--json'])).toMatchObject({ id, name: '-take “1”' })
  const ours = { RUSHES_LIBRARY: library }
  const checks = await document(['doctor', '--json'], ours)
  expect(checks).toContainEqual({ name: 'library', ok: true, detail: expect.stringContaining(library) })
  expect(await document(['call', 'videos.ids', '--json'], ours)).toEqual([id])
  expect(await document(['remove', id, '--json'], ours)).toEqual({ removed: [id], not_found: [] })
  const other = join(folder, 'other')
  expect(await document(['list', '--json', '--library', other], ours)).toEqual({ items: [], total: 0 })
})

test('what is served is said in one document, and Ctrl C is its end', async () => {
  const args = ['serve', '--port', '0', '--json', '--library', join(temporaryFolder(), 'library')]
  const { child, ended } = startTerminal(args)
  const { url } = await new Promise<{ url: string }>((resolve) =>
    child.stdout.once('data', (text: string) => resolve(JSON.parse(text))),
  )
  // Somebody who listens does not keep it.
  const { status, headers } = await fetch(url, { redirect: 'manual' })
  expect(status).toBe(302)
  const key = /#rushes=(.+)\./.exec(headers.get('location') ?? '')?.[1]
  const events = await fetch(new URL('/api/events', url), { headers: { authorization: `Bearer ${key}` } })
  expect(events.status).toBe(200)
  child.kill('SIGINT')
  expect(await ended).toMatchObject({ code: 0, stderr: '' })
  await events.text().catch(() => undefined)
})

test('files that are refused are listed, and counted in the exit code', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'notes.mp4'), 'no video at all')
  const library = join(folder, 'library')
  const args = ['import', join(folder, 'notes.mp4'), join(folder, 'gone.mp4'), '--library', library, '--json']
  const { code, stdout, stderr } = await runRushes(args)
  expect([code, stderr]).toEqual([6, '2 files could not be imported.\n'])
  const { items } = JSON.parse(stdout) as { items: { error: { code: string } }[] }
  expect(items.map(({ error }) => error.code).sort()).toEqual(['FILE_MISSING', 'FILE_UNREADABLE'])
})

test('a job that a call started and that fails is printed, and its failure is that of the command', async () => {
  const folder = temporaryFolder()
  const library = ['--library', join(folder, 'library')]
  const take = await putClip('landscape.mp4', join(folder, 'take.mp4'))
  const imported = await document(['import', take, '--json', ...library])
  const { video_id: id } = (imported as { items: { video_id: string }[] }).items[0] ?? {}
  rmSync(take)
  const { code, stdout, stderr } = await runRushes(['call', 'proxies.create', JSON.stringify({ id }), ...library])
  const job = JSON.parse(stdout) as Job
  expect([code, job.state, stderr.split('\n').at(-2)]).toEqual([6, 'failed', job.error?.message])
  // To ask for a job that failed is no failure.
  expect(await document(['call', 'jobs.get', JSON.stringify({ id: job.id }), ...library])).toEqual(job)
})

const refused: [number, string[]][] = [
  [2, ['nonsense']],
  [2, ['list', '--nonsense']],
  [2, ['list', 'rating:9']],
  [2, ['list', '--source-type', 'stolen']],
  [2, ['import', '/takes', '--mode', 'steal']],
  [2, ['serve', '--port', '65536']],
  [3, ['show', 'nobody']],
  [3, ['remove', 'nobody', 'nothing']],
  [2, ['call', '__proto__.toString']],
  [2, ['call', 'videos.constructor']],
  [2, ['call', 'videos.list', '{"limit":']],
  [2, ['call', 'videos.list', '[1]']],
  [3, ['call', 'videos.get', '{"id":"nobody\\nat all"}']],
]

test('an error is one sentence on standard error, the same as JSON with --json, and the exit code of its kind', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'file'), '')
  const newer = await openLibrary()
  await newer.core.close()
  const database = new BetterSqlite3(newer.core.layout.database)
  database.pragma('user_version = 9999')
  database.close()
  const library = join(folder, 'library')
  const calls: [number, string[]][] = [
    ...refused.map(([code, args]): [number, string[]] => [code, [...args, '--library', library]]),
    [9, ['list', '--library', join(folder, 'file')]],
    [9, ['list', '--library', newer.folder]],
  ]
  const next = calls.values()
  async function work(): Promise<void> {
    for (const [expected, args] of next) {
      const { code, stdout, stderr } = await runRushes([...args, '--json'])
      const { error } = JSON.parse(stdout)
      expect([args, code, stderr]).toEqual([args, expected, expect.stringMatching(/^[^\n]+\n$/)])
      expect(`${error.message}\n`).toBe(stderr)
      expect(stderr).not.toMatch(/\bat .*:\d+:\d+|undefined|\[object/)
    }
  }
  await Promise.all([work(), work()])
})

test('who asks for nothing is told what there is', async () => {
  const { code, stdout, stderr } = await runRushes([])
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toMatch(/^Usage: rushes/)
  expect(stderr).not.toContain('(outputHelp)')
  const help = await runRushes(['import', '--help'])
  expect([help.code, help.stderr, help.stdout]).toEqual([0, '', expect.stringContaining('--recursive')])
})

test('a taken port is a conflict', async () => {
  const folder = temporaryFolder()
  const first = startTerminal(['serve', '--port', '0', '--json', '--library', join(folder, 'library')])
  const { port } = await new Promise<{ port: number }>((resolve) =>
    first.child.stdout.once('data', (text: string) => resolve(JSON.parse(text))),
  )
  const { code, stdout, stderr } = await runRushes(['serve', '--port', `${port}`, '--library', join(folder, 'library')])
  expect([code, stdout, stderr]).toEqual([5, '', expect.stringContaining(`Port ${port} is in use`)])
  first.child.kill('SIGTERM')
  expect((await first.ended).code).toBe(0)
})

test.skipIf(!existsSync('/dev/full'))('an answer that cannot be written is an error in one line', () => {
  const full = openSync('/dev/full', 'w')
  const args = [program, 'list', '--library', join(temporaryFolder(), 'library')]
  const { status, stderr } = spawnSync(process.execPath, args, { stdio: ['ignore', full, 'pipe'], encoding: 'utf8' })
  closeSync(full)
  expect([status, withoutSlowLines(stderr)]).toEqual([
    1,
    expect.stringMatching(/^Could not write the output: [^\n]+\n$/),
  ])
})

test('a reader that had enough ends the answer without a word', async () => {
  const { child, ended } = startTerminal(['doctor', '--json', '--library', join(temporaryFolder(), 'library')])
  child.stdout.destroy()
  expect((await ended).stderr).toBe('')
})
