import { copyFileSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { expect, test } from 'vitest'
import { hashOfFile } from '../support/caches.ts'
import { clip } from '../support/clips.ts'
import { importAll, openLibrary, putClip, temporaryFolder } from '../support/library.ts'
import { runRushes } from '../support/terminal.ts'

async function withTake() {
  const library = await openLibrary()
  const path = await putClip('square.mp4', join(temporaryFolder(), 'take.mp4'))
  const { items } = await importAll(library.client, { paths: [path] })
  const { folder } = library
  const rushes = (...args: string[]) => runRushes([...args, '--library', folder])
  return { ...library, id: items[0]?.video_id ?? '', path, hash: hashOfFile(path), rushes }
}

test('analyses are listed, shown, verified, removed and put back', async () => {
  const { client, path, hash, rushes } = await withTake()
  const ranges = [{ start: 0, end: 0.5, label: 'dark', confidence: 0.9 }]
  await client.analyses.save({ file_path: path, file_hash: hash, config: { t: 1 }, name: 'black', ranges })
  await client.analyses.save({ file_path: '/gone.wav', file_hash: 'sha256:aa', config: { t: 2 }, name: 'black' })
  const list = await rushes('analyses', 'list', '--name', 'black')
  expect([list.code, list.stderr]).toEqual([0, ''])
  expect(list.stdout).toMatch(/^id +state .*\n2 +unknown .*\/gone\.wav\n1 +fresh .*take\.mp4\n$/)
  const show = await rushes('analyses', 'show', '1')
  expect(show.stdout).toContain('configuration  {"t":1}')
  expect(show.stdout).toMatch(/00:00\.000 +00:00\.500 +0\.90 +dark/)

  expect((await rushes('analyses', 'export', '1', '--format', 'csv')).stdout).toBe(
    'start,end,label,confidence\r\n0,0.5,dark,0.9\r\n',
  )
  expect((await rushes('analyses', 'export', '1', '--format', 'edl')).stdout).toContain('TITLE: take black')
  expect(await rushes('analyses', 'export', '2', '--format', 'edl')).toMatchObject({ code: 10, stdout: '' })

  const verify = await rushes('analyses', 'verify')
  expect(verify.stdout).toMatch(/^1 fresh, 0 stale, 0 gone, 1 absent, 0 unknown\n +absent +2 +\/gone\.wav\n$/)
  expect(verify.code).toBe(6)
  expect((await rushes('analyses', 'verify', '1', '--json')).code).toBe(0)
  expect((await rushes('analyses', 'list', '--state', 'absent')).stdout).toMatch(/\n2 +absent .*\/gone\.wav\n$/)
  rmSync(path)
  expect((await rushes('analyses', 'verify', '1')).stdout).toMatch(/^0 fresh, 0 stale, 1 gone, 0 absent, 0 unknown\n/)

  const removed = await rushes('analyses', 'remove', '2', '1')
  const [, undo = ''] = /rushes call analyses\.restore '(.*?)'/.exec(removed.stdout) ?? []
  expect((await rushes('analyses', 'list')).stdout).toBe('No matching analyses.\n')
  await rushes('call', 'analyses.restore', undo)
  expect((await client.analyses.list({})).total).toBe(2)
})

test('configurations are listed with their hashes and compared, the worst take first', async () => {
  const { client, path, hash, id, rushes } = await withTake()
  const file = { file_path: path, file_hash: hash, name: 'cuts' }
  const one = await client.analyses.save({ ...file, config: { t: 1 }, ranges: [{ start: 0, end: 0.5 }] })
  const two = await client.analyses.save({ ...file, config: { t: 2 }, ranges: [] })
  const { config_hash } = await client.analyses.correct({ id: one.id, edits: [] })
  const list = await rushes('analyses', 'configurations')
  expect(list.stdout).toMatch(new RegExp(`${one.config_hash} +cuts +1 +{"t":1}\\n`))
  const compared = await rushes('analyses', 'compare', two.config_hash, config_hash, '--query', 'take')
  expect(compared.stdout).toContain('1 video compared.')
  expect(compared.stdout).toMatch(/\ncuts by hand and cuts [0-9a-f]{8} +0\.0% +0\.0% +– +0\.0% +0 +1 +0\n/)
  expect(compared.stdout).toMatch(new RegExp(`\\n${id} +0\\.0% +00:00\\.000 +take\\n$`))
  expect((await rushes('analyses', 'compare', two.config_hash)).code).toBe(2)

  const shorter = await rushes('analyses', 'correct', '1', '--remove', '0-0.5', '--add', '0-0.2', '--label', 'dark')
  expect(shorter.stdout).toMatch(/corrected by hand: 1 range\. Undo: rushes undo --library /)
  const gone = await rushes('analyses', 'correct', '1', '--remove', '7-8')
  expect([gone.code, gone.stderr]).toEqual([3, expect.stringContaining('Analysis 1 has no range 00:07.000–00:08.000.')])
})

test('why an analysis is not cached is said, with what differs', async () => {
  const { client, path, hash, id, rushes } = await withTake()
  await client.analyses.save({ file_path: path, file_hash: hash, config: { threshold: 0.4, mode: 'x' } })
  const config = ['--config', '{"mode":"x","threshold":0.3}']
  const differs = await rushes('analyses', 'explain', id, ...config)
  expect(differs.stdout).toMatch(/^Not cached: no analysis has this configuration/)
  expect(differs.stdout).toMatch(/\n\nthreshold {2}0\.4 → 0\.3\n$/)
  copyFileSync(await clip('sound.mp4'), path)
  const changed = await rushes('analyses', 'explain', path, '--config', '{"threshold":0.4,"mode":"x"}')
  expect(changed.stdout).toMatch(/^Out of date: the file has changed since this analysis\./)
  expect(changed.stdout).toContain(hash)
  expect(changed.stdout).toContain(hashOfFile(path))
  rmSync(path)
  expect((await rushes('analyses', 'explain', path, ...config)).stdout).toMatch(/^File not found/)
})

test('processing is listed, shown, verified and removed', async () => {
  const { client, path, hash, rushes } = await withTake()
  const ends = { input_path: path, input_hash: hash, output_path: '/out.mp4', output_hash: 'sha256:bb' }
  await client.processing.save({
    job_id: 'job 1',
    action: 'convert',
    config: {},
    parameters: { codec: 'h264' },
    ...ends,
  })
  expect((await rushes('processing', 'list')).stdout).toMatch(/job 1 +convert .*take\.mp4 +\/out\.mp4 \(unknown\)\n$/)
  expect((await rushes('processing', 'show', 'job 1')).stdout).toContain('parameters     {"codec":"h264"}')
  const verify = await rushes('processing', 'verify', 'job 1')
  expect([verify.code, verify.stdout]).toEqual([
    6,
    expect.stringMatching(/^1 fresh, 0 stale, 0 gone, 1 absent, 0 unknown\n/),
  ])
  expect((await rushes('processing', 'remove', 'job 1')).stdout).toContain("rushes call processing.restore '")
  expect((await rushes('processing', 'show', 'job 1')).code).toBe(3)
})

test('a database of another program is taken over, and what it took is said', async () => {
  const { rushes } = await withTake()
  const folder = join(temporaryFolder(), 'backend')
  mkdirSync(folder)
  const path = join(folder, 'their.db')
  new BetterSqlite3(path)
    .exec(
      `CREATE TABLE analysis_jobs (file_path, file_hash, config_hash, ranges, metadata, created_at);
       INSERT INTO analysis_jobs VALUES ('/a', 'sha256:aa', 'sha256:cc', NULL, NULL, 1), (NULL, '', '', NULL, NULL, 1)`,
    )
    .close()
  const { code, stdout, stderr } = await rushes('adopt', path)
  expect([code, stderr]).toEqual([0, ''])
  expect(stdout).toBe(
    'analysis_jobs  1 added  0 already here  0 updated  0 merged  1 skipped\n' +
      '  analysis_jobs: 1 row skipped: lacks a value that is needed\n',
  )
  const nothing = await rushes('adopt', join(folder, 'nothing.db'))
  expect([nothing.code, nothing.stdout]).toEqual([6, ''])
  expect(nothing.stderr).toContain('nothing.db was not found')
})

test('what is not understood is one sentence, inside a group of commands too', async () => {
  const { rushes } = await withTake()
  for (const args of [
    ['analyses', 'shout'],
    ['analyses', 'show', 'first'],
    ['analyses', 'list', '--state', 'new'],
    ['analyses', 'explain', 'x', '--config', '{'],
    ['processing', 'verify'],
  ]) {
    const { code, stdout, stderr } = await rushes(...args)
    expect([code, stdout, stderr.trimEnd().split('\n').length], `${args.join(' ')}: ${stderr}`).toEqual([2, '', 1])
  }
  expect((await rushes('analyses', 'show', '99')).code).toBe(3)
  expect((await rushes('analyses', 'verify')).code).toBe(3)
  expect((await rushes('analyses', '--help')).code).toBe(0)
})
