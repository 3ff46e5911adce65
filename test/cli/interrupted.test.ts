import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test, vi } from 'vitest'
import type { Job } from '../../shared/contract/jobs.ts'
import { manyClips } from '../support/clips.ts'
import { databaseOf } from '../support/database-of.ts'
import { endlessFile } from '../support/endless-file.ts'
import { importAll, openLibrary, putClip, temporaryFolder } from '../support/library.ts'
import { startTerminal, type Terminal } from '../support/terminal.ts'

/** All files below a folder, with their paths. */
function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

const sha256 = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')

interface Interrupted {
  library: string
  takes: string
  terminal: Terminal
}

/** A copying import of one good file and one that never ends, both begun. */
async function importForEver(): Promise<Interrupted> {
  const folder = temporaryFolder()
  const [library, takes] = [join(folder, 'library'), join(folder, 'takes')]
  await putClip('square.mp4', join(takes, 'good.mp4'))
  await endlessFile(join(takes, 'endless.mp4'))
  const terminal = startTerminal(['import', takes, '--library', library, '--json'])
  await vi.waitFor(() => expect(filesIn(join(library, 'cache/posters'))).toHaveLength(1), { timeout: 120_000 })
  return { library, takes, terminal }
}

test.each(['SIGINT', 'SIGTERM'] as const)('%s cancels an import, and what came in before stays', async (signal) => {
  const { library, terminal } = await importForEver()
  terminal.child.kill(signal)
  const { code, stdout, stderr } = await terminal.ended
  expect([code, stderr]).toEqual([130, 'Cancelled. Files imported so far stay in the library.\n'])
  expect(JSON.parse(stdout)).toMatchObject({ job: { state: 'cancelled', added: 1, failed: 0 }, items: [{}] })
  const { client } = await openLibrary({ folder: library })
  expect((await client.videos.list({})).items).toMatchObject([{ name: 'good' }])
  expect(await client.jobs.list({})).toMatchObject([{ state: 'cancelled' }])
  expect(filesIn(join(library, 'cache/incoming'))).toEqual([])
})

test('a call that started a job is cancelled in the same way', async () => {
  const folder = temporaryFolder()
  const endless = await endlessFile(join(folder, 'endless.mp4'))
  const library = join(folder, 'library')
  const { child, ended } = startTerminal([
    'call',
    'imports.start',
    JSON.stringify({ paths: [endless] }),
    '--library',
    library,
  ])
  const { client, core } = await openLibrary({ folder: library })
  await expect.poll(async () => (await client.jobs.list({}))[0]?.state).toBe('running')
  // At the next sign of life it listens to signals.
  const heartbeat = () => databaseOf(core).prepare('SELECT heartbeat_ms FROM jobs').pluck().get()
  const first = heartbeat()
  await expect.poll(heartbeat).not.toBe(first)
  child.kill('SIGINT')
  const { code, stdout } = await ended
  expect([code, (JSON.parse(stdout) as Job).state]).toEqual([130, 'cancelled'])
})

test('an import that is killed leaves whole files only, and the same import again completes it', async () => {
  const folder = temporaryFolder()
  const [library, takes] = [join(folder, 'library'), join(folder, 'takes')]
  mkdirSync(takes)
  await manyClips(takes, 40)
  const videos = join(library, 'videos')
  const { child, ended } = startTerminal(['import', takes, '--mode', 'copy', '--library', library])
  await vi.waitFor(() => expect(filesIn(videos).length).toBeGreaterThan(5), { timeout: 120_000, interval: 5 })
  child.kill('SIGKILL')
  expect((await ended).signal).toBe('SIGKILL')

  const whole = filesIn(videos)
  for (const path of whole) expect(basename(path)).toBe(`${sha256(path)}.mp4`)
  const { client } = await openLibrary({ folder: library })
  expect(filesIn(join(library, 'cache/incoming'))).toEqual([])
  expect(await client.jobs.list({})).toMatchObject([{ kind: 'import', state: 'interrupted' }])
  const before = (await client.videos.list({ limit: 1000 })).items
  for (const { file_path, file_hash } of before) expect(sha256(file_path)).toBe(file_hash)

  const { job } = await importAll(client, { paths: [takes], mode: 'copy' })
  expect(job).toMatchObject({ state: 'done', failed: 0, added: 40 - before.length })
  expect(job.duplicates + job.unchanged).toBe(before.length)
  expect((await client.videos.list({})).total).toBe(40)
  expect(filesIn(videos)).toHaveLength(40)
})
