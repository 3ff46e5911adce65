import { accessSync, constants, realpathSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { messageOf, RushesError } from '../../shared/errors.ts'
import { runTool } from './run-tool.ts'

/** A program that Rushes runs. `source` says in words where it was found. */
export interface Tool {
  path: string
  version: string
  source: string
}

const requireModule = createRequire(import.meta.url)
const executable = process.platform === 'win32' ? '.exe' : ''
const oldestFfmpegOnPath = 5

/**
 * The ffprobe inside `@ffprobe-installer/ffprobe`.
 * @throws RushesError TOOL_MISSING where it has none for this computer.
 */
export async function findFfprobe(): Promise<Tool> {
  return await identify(installed('@ffprobe-installer/ffprobe'), 'comes with Rushes')
}

/**
 * The ffmpeg to use: `RUSHES_FFMPEG` where set, else one on PATH of version 5 or newer, else the one inside
 * `@ffmpeg-installer/ffmpeg`.
 * @throws RushesError TOOL_MISSING when the one that was asked for does not run, or there is none at all.
 */
export async function findFfmpeg(environment: NodeJS.ProcessEnv = process.env): Promise<Tool> {
  const chosen = environment.RUSHES_FFMPEG
  if (chosen) return await identify(chosen, 'named by RUSHES_FFMPEG')
  const onPath = findOnPath('ffmpeg', environment)
  if (onPath) {
    const tool = await identify(onPath, 'found on PATH').catch(() => undefined)
    if (tool && majorVersion(tool.version) >= oldestFfmpegOnPath) return tool
  }
  return await identify(installed('@ffmpeg-installer/ffmpeg'), 'comes with Rushes')
}

/** The major number of an ffmpeg version; builds from a moment of its repository (`N-119…`, `2024-05-…`) count as new. */
export function majorVersion(version: string): number {
  if (/^(N-|\d{4}-)/.test(version)) return Number.POSITIVE_INFINITY
  return Number.parseInt(version.replace(/^n/, ''), 10) || 0
}

/** [Note: unpacked] In a packed application modules answer with paths inside the ASAR; programs run only from beside it. */
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
  const banner = await runTool(path, ['-version'])
  return { path, source, version: /version (\S+)/.exec(banner)?.[1] ?? 'unknown' }
}

function findOnPath(name: string, environment: NodeJS.ProcessEnv): string | undefined {
  for (const folder of (environment.PATH ?? environment.Path ?? '').split(delimiter)) {
    if (folder === '') continue
    const path = join(folder, name + executable)
    try {
      accessSync(path, constants.X_OK)
      return realpathSync(path)
    } catch {
      // Not in this folder.
    }
  }
  return undefined
}
