import { arch, availableParallelism, platform, release, totalmem } from 'node:os'
import type { Check, Statistics } from '../../shared/contract/library.ts'
import { version } from '../about.ts'
import { readCrashReports } from '../crash-reports.ts'
import { readLog } from '../log-file.ts'

const logLines = 200

/**
 * Returns what a bug report needs, without private data: no names, prompts, tags, addresses or paths. Texts end where a
 * path, an address or a quoted name begins in them.
 */
export function describeForReport(
  settings: string,
  { checks, statistics }: { checks: readonly Check[]; statistics: Statistics },
) {
  return {
    rushes: version,
    node: process.versions.node,
    electron: process.versions.electron ?? null,
    system: `${platform()} ${release()} ${arch()}`,
    processors: availableParallelism(),
    memory_bytes: totalmem(),
    checks: checks.map(({ name, ok, detail, warning }) => ({ name, ok, detail: withoutPrivate(detail), warning })),
    bytes: statistics.total_storage_bytes,
    crashes: readCrashReports(settings).map((crash) => ({ ...crash, error: withoutPaths(crash.error) })),
    // The details of a line can hold names and texts.
    log: readLog(settings, logLines).map((line) => withoutPrivate(line.replace(/ \{.*$/, ''))),
  }
}

/** The beginning of a path, an address or a quoted name. */
const privatePart = /(?:[A-Za-z]:[\\/]|[\\/~]|[a-z][a-z0-9+.-]*:\/\/|[“"'`]).*$/s

function withoutPrivate(text: string): string {
  return text.replace(privatePart, '…')
}

/** Keeps the frames of a stack inside Rushes and Node.js, without the folders before. The message may name a file. */
function withoutPaths(stack: string): string {
  const [message = '', ...frames] = stack.split('\n    at ')
  const own = frames.flatMap((frame) => {
    const [, name = '', place] =
      /^(.*?)\(?(?:[^()\s]*[\\/])?((?:main|out|shared|node_modules)[\\/][^()\s]+|node:[^()\s]+)\)?$/.exec(frame) ?? []
    return place === undefined || place.includes('data:') ? [] : [`${name}(${place})`]
  })
  return [withoutPrivate(message), ...own].join('\n    at ')
}
