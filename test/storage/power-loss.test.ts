import { type ChildProcess, fork, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, readFileSync, rmSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startUnrecordedImport } from '../../main/ingest/import-unrecorded.ts'
import { manyClips } from '../support/clips.ts'
import { databaseOf } from '../support/database-of.ts'
import { ended, importAll, openLibrary, putClip, temporaryFolder } from '../support/library.ts'
import { programPath } from '../support/program.ts'
import { runRushes } from '../support/terminal.ts'

const stateOf = ({ pid }: ChildProcess) =>
  spawnSync('ps', ['-o', 'state=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim()

/** Waits until a process has reported so many more changes. */
async function reports(child: ChildProcess, count: number): Promise<void> {
  for (let left = count; left > 0; left--) await once(child, 'message')
}

/**
 * Copies what a disk has at a moment while four processes write: all are stopped wherever they are, and the database,
 * its companions and all folders are copied.
 */
async function snapshot(writers: ChildProcess[], folder: string): Promise<string> {
  const copy = join(temporaryFolder(), 'library')
  for (const writer of writers) writer.kill('SIGSTOP')
  await expect.poll(() => writers.map(stateOf).every((state) => state.startsWith('T'))).toBe(true)
  cpSync(folder, copy, { recursive: true, preserveTimestamps: true })
  for (const writer of writers) writer.kill('SIGCONT')
  return copy
}

/**
 * Cuts the log of a library within a frame, as if the disk had not written its end yet. The frames that a checkpoint
 * has copied are written in full before it. See https://sqlite.org/walformat.html.
 */
function tearLog(library: string): void {
  const [log, index] = [join(library, 'media.db-wal'), join(library, 'media.db-shm')]
  const pageSize = readFileSync(log).readUInt32BE(8)
  const frames = readFileSync(index)
  const [last, copied] = [frames.readUInt32LE(16), frames.readUInt32LE(128)]
  const kept = copied + Math.floor((last - copied) * 0.6)
  truncateSync(log, 32 + kept * (24 + pageSize) + 1)
  rmSync(index)
}

test.skipIf(process.platform === 'win32')(
  'power that is lost while four processes write leaves a library that opens with all invariants',
  async () => {
    const { client, core, folder } = await openLibrary()
    const source = join(temporaryFolder(), 'clips')
    await manyClips(source, 6)
    await importAll(client, { paths: [source], mode: 'copy' })
    await core.close()
    const writers = Array.from({ length: 4 }, () =>
      fork(programPath('soak-process'), [folder, source], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] }),
    )
    for (const writer of writers) onTestFinished(() => void writer.kill('SIGKILL'))
    const left = writers.map((writer) => once(writer, 'exit'))
    const copies: string[] = []
    await Promise.all(writers.map((writer) => reports(writer, 1)))
    for (let round = 0; round < 3; round++) {
      await Promise.race(writers.map((writer) => reports(writer, 3)))
      copies.push(await snapshot(writers, folder))
    }
    for (const writer of writers) writer.kill('SIGKILL')
    await Promise.all(left)
    for (const copy of copies.slice(0, 2)) {
      const { stdout, code } = await runRushes(['verify', '--invariants', '--library', copy])
      expect([stdout, code]).toEqual(['No violations: files, rows, history and search index agree.\n', 0])
    }
    const [torn = ''] = copies.slice(2)
    tearLog(torn)
    const again = await openLibrary({ folder: torn })
    const job = await startUnrecordedImport(again.core)
    if (job) await ended(again.client, job)
    expect(databaseOf(again.core).pragma('integrity_check', { simple: true })).toBe('ok')
    const { violations } = await again.client.verification.invariants()
    expect(violations.filter(({ check }) => check !== 'files')).toEqual([])
  },
)

test('a file leaves its path only after the row that says so is on the disk', async () => {
  const { client, core } = await openLibrary()
  const takes = temporaryFolder()
  const paths = [await putClip('square.mp4', join(takes, 'a.mp4')), await putClip('square.mp4', join(takes, 'b.mp4'))]
  const { items } = await importAll(client, { paths, mode: 'copy' })
  const id = items[0]?.video_id ?? ''
  const { file_path } = await client.videos.get({ id })
  const { sync } = core
  const seen: boolean[] = []
  Object.assign(core, {
    sync: async () => {
      seen.push(existsSync(file_path))
      await sync()
    },
  })
  await client.videos.remove({ ids: [id] })
  expect([seen, existsSync(file_path)]).toEqual([[true], false])
})
