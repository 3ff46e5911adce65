import { execFile } from 'node:child_process'
import { appendFileSync, linkSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { openCore } from '../main/core.ts'
import { manyClips } from '../test/support/clips.ts'
import { importFolder } from './import-folder.ts'

const run = promisify(execFile)
const files = 100_000
/** Node lets its young generation grow to 128 MB, whatever is held; Electron 33, as the window has it, to 16 MB. */
const asInWindow = ['--max-semi-space-size=16']
/** A box of 1 MiB with nothing in it, as it may stand at the end of an MP4. */
const room = Buffer.alloc(2 ** 20)
room.writeUInt32BE(room.length)
room.write('free', 4)

/**
 * Measures the memory of an import of 100,000 files above that of an idle library: of large files, which all wait in
 * the queue at once, until the queue is full and some files are imported; and of copies of known clips, to the end.
 */
export async function benchMemory(folder: string): Promise<void> {
  const [known, unknown] = [join(folder, 'known-takes'), join(folder, 'unknown-takes')]
  const library = join(folder, 'library-memory')
  const core = await openCore({ folder: library, version: 'bench' })
  try {
    await manyClips(join(folder, 'kept'), 20)
    await importFolder(core, join(folder, 'kept'))
  } finally {
    await core.close()
  }
  // Hard links of files that are of no library, too large to be noted in passing, and of files that are.
  const others = (await manyClips(join(folder, 'others'), 120)).slice(100)
  for (const path of others) appendFileSync(path, room)
  linkAll(others, unknown)
  linkAll(await manyClips(join(folder, 'copied'), 20), known)
  for (const [what, takes, until] of [
    ['large files, cancelled once all wait', unknown, 'queued'],
    ['copies of known clips, to the end', known, 'end'],
  ] as const) {
    const few = join(folder, `few-${until}`)
    await manyClips(few, 50)
    const child = fileURLToPath(new URL('import-memory-child.ts', import.meta.url))
    const { stdout } = await run(process.execPath, [...asInWindow, '--expose-gc', child, library, few, takes, until])
    const { idle, most, waiting, done } = JSON.parse(stdout) as Record<string, number>
    const above = ((most ?? Number.NaN) - (idle ?? Number.NaN)) / 2 ** 20
    console.log(`Memory of an import of ${files} files (${what}; ${waiting} found, ${done} through)`)
    console.log(`  at the most ${above.toFixed(0)} MB above idle (the mark is 200 MB)\n`)
  }
}

function linkAll(clips: readonly string[], target: string): void {
  for (let index = 0; index < files; index++) {
    const parent = join(target, `day ${Math.floor(index / 1000)}`)
    if (index % 1000 === 0) mkdirSync(parent, { recursive: true })
    linkSync(clips[index % clips.length] ?? '', join(parent, `take-${index}.mp4`))
  }
}
