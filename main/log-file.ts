import { appendFileSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { privateFile, privateFolder } from './storage/make-folder.ts'
import { statIfPresent } from './storage/presence.ts'

/** The log is kept in this many files of at most this size: `rushes.log`, and `rushes.1.log` with older lines. */
export const logLimits = { files: 4, bytes: 1_000_000 }

function logPath(settings: string, age: number): string {
  return join(settings, 'logs', age === 0 ? 'rushes.log' : `rushes.${age}.log`)
}

/**
 * Returns the function that appends lines to the log in the folder of the user's settings. Programs on one computer
 * share it. A log that cannot be written, as on a full disk, stops nothing.
 */
export function createLogFile(settings: string): (line: string) => void {
  const path = logPath(settings, 0)
  return (line) => {
    try {
      mkdirSync(dirname(path), { recursive: true, mode: privateFolder })
      if (Number(statIfPresent(path)?.size ?? 0) > logLimits.bytes) rotate(settings)
      appendFileSync(path, line, { mode: privateFile })
    } catch {
      // Standard error has the line too.
    }
  }
}

function rotate(settings: string): void {
  for (let age = logLimits.files - 2; age >= 0; age--)
    if (statIfPresent(logPath(settings, age))) renameSync(logPath(settings, age), logPath(settings, age + 1))
}

/** Returns the last lines of the log, oldest first. */
export function readLog(settings: string, count: number): string[] {
  const path = logPath(settings, 0)
  return statIfPresent(path) ? readFileSync(path, 'utf8').trimEnd().split('\n').slice(-count) : []
}
