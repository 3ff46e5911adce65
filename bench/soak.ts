import { type ChildProcess, execFile, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { openCore } from '../main/core.ts'
import { manyClips } from '../test/support/clips.ts'
import { importFolder } from './import-folder.ts'

const processes = 4
const clips = 24
const usualMinutes = 10
const longestLifeMs = 8000

const worker = fileURLToPath(new URL('../test/support/programs/soak-process.ts', import.meta.url))
const terminal = fileURLToPath(new URL('../main/cli/rushes.ts', import.meta.url))

/**
 * Four processes change one library at random and are killed at random for some minutes; then a program of its own
 * checks the invariants. @throws Error that names each violation.
 */
export async function benchSoak(folder: string, minutes = usualMinutes): Promise<void> {
  const library = join(folder, 'soak')
  const source = join(folder, 'soak-clips')
  await manyClips(source, clips)
  const core = await openCore({ folder: library, version: 'bench' })
  await importFolder(core, source)
  await core.close()

  const end = Date.now() + minutes * 60_000
  const counts = { kills: 0, done: 0, refused: 0 }
  await Promise.all(Array.from({ length: processes }, () => soak(library, source, end, counts)))
  console.log(
    `Soak of ${minutes} minutes by ${processes} processes: ${counts.done} operations, ${counts.refused} refused, ${counts.kills} kills`,
  )
  if (counts.done === 0) throw new Error('No operation succeeded.')
  const found = await check(library)
  console.log(`${found.checks.join(', ')}: ${found.violations.length} violations\n`)
  if (found.violations.length > 0) throw new Error(found.violations.map(({ message }) => message).join('\n'))
}

/** Starts a process, kills it after a random time, and starts another one, until `end`. */
async function soak(
  library: string,
  source: string,
  end: number,
  counts: { kills: number; done: number; refused: number },
): Promise<void> {
  while (Date.now() < end) {
    const child: ChildProcess = fork(worker, [library, source], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
    child.on('message', (outcome: 'done' | 'refused') => counts[outcome]++)
    const left = once(child, 'exit')
    await Promise.race([once(child, 'message'), left])
    await Promise.race([setTimeout(Math.random() * longestLifeMs), left])
    if (child.exitCode === null && child.kill('SIGKILL')) counts.kills++
    await left
  }
}

interface Found {
  checks: string[]
  violations: { check: string; message: string }[]
}

function check(library: string): Promise<Found> {
  const args = [terminal, 'verify', '--invariants', '--json', '--library', library]
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { maxBuffer: 2 ** 26 }, (_error, stdout, stderr) => {
      try {
        resolve(JSON.parse(stdout))
      } catch {
        reject(new Error(stderr))
      }
    })
  })
}
