/** The areas that `RUSHES_TRACE=sql,rpc,jobs` can trace. */
export type TraceArea = 'sql' | 'rpc' | 'jobs'

export interface Log {
  /** Writes a warning. */
  warn(message: string, details?: Record<string, unknown>): void
  /** Writes a line if `area` is traced. */
  trace(area: TraceArea, message: string, details?: Record<string, unknown>): void
}

/**
 * Creates a log that passes lines to `write`. `areas` is the value of `RUSHES_TRACE`, names separated by commas.
 */
export function createLog(areas: string | undefined, write: (line: string) => void): Log {
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
