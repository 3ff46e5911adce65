import { execFile, spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { openCore } from '../main/core.ts'
import { findFfprobe } from '../main/media/tools.ts'
import { manyClips } from '../test/support/clips.ts'
import { importFolder } from './import-folder.ts'

const run = promisify(execFile)
const copies = 2000
/** Files that the loop is given; it is as fast with more of them. */
const sample = 60
const rounds = 3

/** Copies of known clips at paths that nobody has seen, against the loop of the Media Manager's documentation. */
export async function benchCopies(folder: string): Promise<void> {
  if (spawnSync('python3', ['-c', 'import sqlite3']).status !== 0) {
    console.log('Import of copies: left out, there is no python3 with sqlite3 here.\n')
    return
  }
  const clips = await manyClips(join(folder, 'known'), 100)
  const core = await openCore({ folder: join(folder, 'library-copies'), version: 'bench' })
  try {
    await importFolder(core, join(folder, 'known'))
    const ratios: number[] = []
    for (let round = 0; round < rounds; round++) {
      const files = copyAll(clips, join(folder, `copies-${round}`))
      const theirs = await loopRate(join(folder, 'loop.db'), [...clips, ...files].slice(0, clips.length + sample))
      const begin = performance.now()
      const { duplicates } = await importFolder(core, join(folder, `copies-${round}`))
      if (duplicates !== copies) throw new Error(`Only ${duplicates} copies were known.`)
      const ours = copies / ((performance.now() - begin) / 1000)
      ratios.push(ours / theirs)
      console.log(`Import of ${copies} copies of known clips, round ${round + 1} of ${rounds}`)
      console.log(
        `  Rushes ${ours.toFixed(0)} files/s, the Python loop ${theirs.toFixed(1)} files/s on ${sample} of them`,
      )
    }
    const middle = ratios.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? Number.NaN
    console.log(`  ratio  ${middle.toFixed(1)} times as fast (the mark is 20)\n`)
  } finally {
    await core.close()
  }
}

function copyAll(clips: readonly string[], target: string): string[] {
  mkdirSync(target)
  return Array.from({ length: copies }, (_, index) => {
    const path = join(target, `copy-${index}.mp4`)
    copyFileSync(clips[index % clips.length] ?? '', path)
    return path
  })
}

/** Files a second, once the loop knows the clips. */
async function loopRate(database: string, files: readonly string[]): Promise<number> {
  const script = fileURLToPath(new URL('import-loop.py', import.meta.url))
  const ffprobe = (await findFfprobe()).path
  const seconds = async (some: readonly string[]) =>
    Number((await run('python3', [script, database, ffprobe, ...some])).stdout)
  await seconds(files.slice(0, -sample))
  return sample / (await seconds(files.slice(-sample)))
}
