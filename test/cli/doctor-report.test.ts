import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createLogFile, logLimits } from '../../main/log-file.ts'
import { openLibrary, temporaryFolder } from '../support/library.ts'
import { runRushes } from '../support/terminal.ts'

test('the report has versions, checks, log and crashes, and no name, text or path of the person', async () => {
  const settings = temporaryFolder()
  const folder = join(temporaryFolder(), 'Secret films')
  const { core, client } = await openLibrary({ folder, settings })
  mkdirSync(join(folder, 'videos'), { recursive: true })
  writeFileSync(join(folder, 'videos', 'Secret stray.mp4'), 'stray')
  await client.workflows.create({ name: 'Secret harbour', definition: '{"nodes":[{"id":"a","type":"Sora2Video"}]}' })
  await core.close()
  const log = createLogFile(settings)
  log(`2026-11-24T00:00:00.000Z warn The disk of ${folder} is full.\n`)
  log('2026-11-24T00:00:01.000Z warn query failed {"sql":"SELECT \'Secret prompt\'"}\n')
  const crashing = await runRushes(['doctor', '--library', folder], {
    RUSHES_CONFIG: settings,
    NODE_OPTIONS: `--import data:text/javascript,process.once('beforeExit',()=>{throw(new(Error)('${encodeURIComponent('no room in /Secret/take.mp4')}'))})`,
  })
  expect(crashing.code).not.toBe(0)
  expect(readdirSync(join(settings, 'crashes'))).toHaveLength(1)

  const file = join(temporaryFolder(), 'report.json')
  await runRushes(['doctor', '--report', file, '--library', folder], { RUSHES_CONFIG: settings })
  const text = readFileSync(file, 'utf8')
  expect(JSON.parse(text)).toMatchObject({
    node: process.versions.node,
    checks: expect.arrayContaining([
      expect.objectContaining({ name: 'database', ok: true, detail: expect.stringMatching(/schema \d+/) }),
    ]),
    crashes: [{ error: expect.stringMatching(/^Error: no/), system: `${process.platform} ${process.arch}` }],
    log: expect.arrayContaining([
      '2026-11-24T00:00:00.000Z warn The disk of …',
      '2026-11-24T00:00:01.000Z warn query failed',
    ]),
  })
  expect(text.match(/.{0,60}secret.{0,60}/gi)).toBeNull()
  expect(text).not.toContain(temporaryFolder().split('/')[1])
})

test('the log is kept in four files at most', () => {
  const settings = temporaryFolder()
  const log = createLogFile(settings)
  for (let line = 0; line < 12; line++) log(`${line} ${'x'.repeat(logLimits.bytes / 2)}\n`)
  const folder = join(settings, 'logs')
  expect(readdirSync(folder).sort()).toEqual(['rushes.1.log', 'rushes.2.log', 'rushes.3.log', 'rushes.log'])
  expect(readFileSync(join(folder, 'rushes.log'), 'utf8').slice(0, 3)).toBe('10 ')
})
