import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const real: string = createRequire(import.meta.url)('@ffmpeg-installer/ffmpeg').path

/** An ffmpeg that never ends a storyboard and does all else, for `RUSHES_FFMPEG`. */
export interface StuckFfmpeg {
  path: string
  /** How many storyboards were begun. */
  begun(): number
  /** How many of them are still at work. */
  atWork(): number
}

/** Writes it into `folder`. */
export function putStuckFfmpeg(folder: string): StuckFfmpeg {
  const path = join(folder, 'stuck-ffmpeg')
  const log = join(folder, 'begun')
  const script = `#!/bin/sh\ncase "$*" in *select=*) echo $$ >> "$(dirname "$0")/begun"; exec sleep 600;; esac\nexec '${real}' "$@"\n`
  writeFileSync(path, script, { mode: 0o755 })
  const processes = () => (existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n').map(Number) : [])
  return { path, begun: () => processes().length, atWork: () => processes().filter(isAlive).length }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
