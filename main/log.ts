/** What can be followed with `RUSHES_TRACE=sql,rpc,jobs`. */
export type TraceArea = 'sql' | 'rpc' | 'jobs'

export interface Log {
  /** Something that deserves a look, always written. */
  warn(message: string, details?: Record<string, unknown>): void
  /** Written only when `area` is traced. */
  trace(area: TraceArea, message: string, details?: Record<string, unknown>): void
}

/**
 * A log of one line each through `write` (standard error where nothing else is said; standard output belongs to answers).
 * `areas` is the value of `RUSHES_TRACE`: names parted by commas.
 */
export function createLog(
  areas: string | undefined,
  write: (line: string) => void = (line) => process.stderr.write(line),
): Log {
  const traced = new Set(areas?.split(',').map((area) => area.trim()))
  const line = (level: string, message: string, details?: Record<string, unknown>) =>
    write(`${new Date().toISOString()} ${level} ${message}${details ? ` ${JSON.stringify(details)}` : ''}\n`)
  return {
    warn: (message, details) => line('warn', message, details),
    trace: (area, message, details) => {
      if (traced.has(area)) line(area, message, details)
    },
  }
}
