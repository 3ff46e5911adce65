import { fork } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { type ImportMode, importModes } from '../../shared/contract/imports.ts'
import { manyClips } from '../support/clips.ts'
import { importAll, openLibrary, temporaryFolder } from '../support/library.ts'
import { programPath } from '../support/program.ts'

const program = programPath('importer')
const killsPerMode = 20
const takesPerLibrary = 40
/** An import of so many takes lasts longer than that, so most kills meet it at work. */
const longestMs = 250

const hashOf = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return []
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

/** Has a process import, and kills it after `delayMs`; or hears that it was through before. */
async function importUntilKilled(library: string, takes: string, mode: ImportMode, delayMs: number): Promise<boolean> {
  const child = fork(program, [library, takes, mode], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const ended = once(child, 'exit')
  await Promise.race([once(child, 'message'), ended])
  await Promise.race([wait(delayMs), ended])
  const wasAtWork = child.exitCode === null && child.kill('SIGKILL')
  const [code] = await ended
  return wasAtWork && code === null
}

/** Opens the library as the next start does: whatever was under way is as if it had not begun, or is whole. */
async function expectWhole(folder: string, takes: string, contents: ReadonlySet<string>): Promise<void> {
  const { core, client, warnings } = await openLibrary({ folder })
  await core.jobs.reconcile()
  const owned = filesIn(core.layout.videos)
  for (const path of owned) expect(basename(path).split('.')[0], `half a file: ${path}`).toBe(hashOf(path))
  const kept = new Set([...owned, ...filesIn(takes)].map(hashOf))
  expect([...contents].filter((hash) => !kept.has(hash))).toEqual([])
  const { items } = await client.videos.list({ limit: 1000 })
  for (const { file_path, size_bytes } of items) expect(statSync(file_path).size).toBe(size_bytes)
  const active = (await client.jobs.list({})).filter(({ state }) => state === 'running' || state === 'queued')
  expect(active).toEqual([])
  expect(warnings).toEqual([])
  await core.close()
}

async function leftArriving(folder: string): Promise<string[]> {
  const { core } = await openLibrary({ folder })
  const left = filesIn(core.layout.incoming)
  await core.close()
  return left
}

/** Kills imports of one library until one was through; what came of it in the end is all of it. */
async function killUntilThrough(mode: ImportMode, mostKills: number): Promise<number> {
  const [folder, takes] = [join(temporaryFolder(), 'library'), temporaryFolder()]
  const contents = new Set((await manyClips(takes, takesPerLibrary)).map(hashOf))
  let kills = 0
  while (kills < mostKills && (await importUntilKilled(folder, takes, mode, Math.random() * longestMs))) {
    kills += 1
    await expectWhole(folder, takes, contents)
  }
  const { core, client } = await openLibrary({ folder })
  // Of a move that was cut off, what came in already is not at its old place any more.
  const { job } = await importAll(client, { paths: [takes], mode })
  expect(job).toMatchObject({ state: 'done', failed: 0 })
  expect((await client.videos.list({})).total).toBe(takesPerLibrary)
  await core.close()
  // A poster that was being made when its process was killed may be left over by one sweep, not by two.
  await expect.poll(() => leftArriving(folder)).toEqual([])
  return kills
}

test.for(importModes)(
  `${killsPerMode} kills of an import by %s leave nothing half, and lose no source`,
  { timeout: 600_000 },
  async (mode) => {
    let kills = 0
    while (kills < killsPerMode) kills += await killUntilThrough(mode, killsPerMode - kills)
  },
)
