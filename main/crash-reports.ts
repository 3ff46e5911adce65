import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { privateFile, privateFolder } from './storage/make-folder.ts'
import { statIfPresent } from './storage/presence.ts'

/** An error that ended a process of Rushes. Reports stay on this computer. */
export interface CrashReport {
  at: string
  version: string
  system: string
  error: string
}

const reportsKept = 20

/** Writes a report when an error that nothing catches ends this process, and keeps the newest ones. */
export function keepCrashReports(settings: string, version: string): void {
  process.on('uncaughtExceptionMonitor', (error) => {
    try {
      writeReport(settings, {
        at: new Date().toISOString(),
        version,
        system: `${process.platform} ${process.arch}`,
        error: error.stack ?? String(error),
      })
    } catch {
      // The process ends with the error itself.
    }
  })
}

function folderIn(settings: string): string {
  return join(settings, 'crashes')
}

function writeReport(settings: string, report: CrashReport): void {
  const folder = folderIn(settings)
  mkdirSync(folder, { recursive: true, mode: privateFolder })
  const name = `${report.at.replaceAll(/[:.]/g, '-')}-${process.pid}.json`
  writeFileSync(join(folder, name), `${JSON.stringify(report, null, 2)}\n`, { mode: privateFile })
  for (const old of namesIn(folder).slice(0, -reportsKept)) rmSync(join(folder, old), { force: true })
}

function namesIn(folder: string): string[] {
  return statIfPresent(folder) ? readdirSync(folder).sort() : []
}

/** Returns the newest reports, oldest first. */
export function readCrashReports(settings: string): CrashReport[] {
  const folder = folderIn(settings)
  return namesIn(folder).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')))
}
