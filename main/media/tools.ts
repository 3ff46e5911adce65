import { accessSync, constants } from 'node:fs'
import { realpath } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { delimiter, isAbsolute, join } from 'node:path'
import { messageOf, RushesError } from '../../shared/errors.ts'
import { limits } from './limits.ts'
import { runProgram } from './run-program.ts'

/** A program that Rushes runs. `source` says where it was found, for people. */
export interface Tool {
  path: string
  version: string
  source: string
  /** The year of its source, or the day of its release; null if unknown. */
  date: string | null
}

const requireModule = createRequire(import.meta.url)
const executable = process.platform === 'win32' ? '.exe' : ''
const oldestFfmpegOnPath = 5
/** The year of version 5, for programs whose version is no number. */
const oldestYearOnPath = 2022

/**
 * Returns the ffprobe inside `@ffprobe-installer/ffprobe`.
 * @throws RushesError TOOL_MISSING if it has none for this computer.
 */
export async function findFfprobe(): Promise<Tool> {
  return await identify(installed('@ffprobe-installer/ffprobe'), 'comes with Rushes')
}

/**
 * Returns the ffmpeg to use: `RUSHES_FFMPEG` if set, else one of version 5 or newer on PATH, else the one inside
 * `@ffmpeg-installer/ffmpeg`.
 * @throws RushesError TOOL_MISSING if that of `RUSHES_FFMPEG` does not run, or there is none.
 */
export async function findFfmpeg(environment: NodeJS.ProcessEnv = process.env): Promise<Tool> {
  const chosen = environment.RUSHES_FFMPEG
  if (chosen) return await identify(chosen, 'named by RUSHES_FFMPEG')
  const onPath = findOnPath('ffmpeg', environment)
  if (onPath) {
    const tool = await realpath(onPath)
      .then((path) => identify(path, 'found on PATH'))
      .catch(() => undefined)
    if (tool && isRecent(tool)) return tool
  }
  return await identify(installed('@ffmpeg-installer/ffmpeg'), 'comes with Rushes')
}

function isRecent({ version, date }: Tool): boolean {
  const major = majorVersion(version)
  return major === 0 ? Number(date) >= oldestYearOnPath : major >= oldestFfmpegOnPath
}

/** Returns the major number of an ffmpeg version; 0 for snapshots of its repository (`N-119…`, `2024-05-…`). */
export function majorVersion(version: string): number {
  if (/^(N-|\d{4}-)/.test(version)) return 0
  return Number.parseInt(version.replace(/^n/, ''), 10) || 0
}

const yearMs = 365 * 24 * 60 * 60 * 1000

/** Returns whether a tool is certainly more than a year old; a year that is all that is known counts to its end. */
export function isOld({ date }: Pick<Tool, 'date'>, now: Date): boolean {
  if (date === null) return false
  return now.getTime() - Date.parse(date.length === 4 ? `${date}-12-31` : date) > yearMs
}

/**
 * [Note: unpacked] In a packaged app, modules return paths inside the ASAR archive; programs run only from the folder
 * beside it.
 */
function installed(packageName: string): string {
  try {
    const { path } = requireModule(packageName) as { path: string }
    return path.replace(/\bapp\.asar\b/, 'app.asar.unpacked')
  } catch (error) {
    const reason = messageOf(error)
    throw new RushesError('TOOL_MISSING', `${packageName} has no program for this computer: ${reason}`, {
      cause: error,
    })
  }
}

async function identify(path: string, source: string): Promise<Tool> {
  const banner = String(await runProgram(path, ['-version'], { limits: limits.version }))
  const [, version = 'unknown'] = /version (\S+)/.exec(banner) ?? []
  const [, date = null] = /Copyright \(c\) (?:\d{4}-)?(\d{4})/.exec(banner) ?? []
  return { path, source, version, date }
}

/**
 * Returns the path of a program on PATH; folders named relative to the current one are skipped. Links stay: a program
 * may find its own files by the path that it was started with, as Python does in a virtual environment.
 */
export function findOnPath(name: string, environment: NodeJS.ProcessEnv): string | undefined {
  const file = name.toLowerCase().endsWith(executable) ? name : name + executable
  for (const folder of (environment.PATH ?? environment.Path ?? '').split(delimiter)) {
    if (!isAbsolute(folder)) continue
    const path = join(folder, file)
    try {
      accessSync(path, constants.X_OK)
      return path
    } catch {
      // Not in this folder.
    }
  }
  return undefined
}
