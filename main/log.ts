/** The areas that `RUSHES_TRACE=sql,rpc,jobs` can trace. */
export type TraceArea = 'sql' | 'rpc' | 'jobs'

export interface Log {
  /** Writes a warning. */
  warn(message: string, details?: Record<string, unknown>): void
  /** Writes a line for those who look for a cause later; people who run a command do not see it. */
  note(message: string, details?: Record<string, unknown>): void
  /** Writes a line if `area` is traced. */
  trace(area: TraceArea, message: string, details?: Record<string, unknown>): void
}

/**
 * Creates a log that passes lines to `write`, and notes to `keep`. `areas` is the value of `RUSHES_TRACE`, names
 * separated by commas.
 */
export function createLog(areas: string | undefined, write: (line: string) => void, keep = write): Log {
  const traced = new Set(areas?.split(',').map((area) => area.trim()))
  const line = (level: string, message: string, details?: Record<string, unknown>) =>
    `${new Date().toISOString()} ${level} ${message}${details ? ` ${JSON.stringify(details)}` : ''}\n`
  return {
    warn: (message, details) => write(line('warn', message, details)),
    note: (message, details) => keep(line('note', message, details)),
    trace: (area, message, details) => {
      if (traced.has(area)) write(line(area, message, details))
    },
  }
}
