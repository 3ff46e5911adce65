/**
 * The closed list of things that can go wrong, one line each: the HTTP status, the exit code of the terminal
 * (documented in docs/terminal.md) and what a person can do about it. The code itself is the same on every door.
 */
export const errorKinds = {
  BAD_INPUT: { status: 400, exitCode: 2, advice: 'Correct the value and try again.' },
  NOT_FOUND: { status: 404, exitCode: 3, advice: 'It may have been removed; look at the list again.' },
  FORBIDDEN: { status: 403, exitCode: 4, advice: 'Open Rushes through the address that it printed.' },
  CONFLICT: { status: 409, exitCode: 5, advice: 'Look at what is there now, then try again.' },
  FILE_MISSING: {
    status: 410,
    exitCode: 6,
    advice: 'Connect the disk that holds it, or import it from where it is now.',
  },
  FILE_CHANGED: {
    status: 409,
    exitCode: 6,
    advice: 'Wait until the program that writes it has finished, then import it again.',
  },
  FILE_UNREADABLE: {
    status: 422,
    exitCode: 6,
    advice: 'Check that the file plays elsewhere and that you may read it.',
  },
  DISK_FULL: { status: 507, exitCode: 7, advice: 'Free some space on the disk of the library, then try again.' },
  TOOL_MISSING: { status: 503, exitCode: 8, advice: 'Run “rushes doctor” to see what was looked for.' },
  TOOL_FAILED: { status: 502, exitCode: 8, advice: 'The message ends with what the tool said.' },
  LIBRARY_NEWER: { status: 409, exitCode: 9, advice: 'Update Rushes, or open another library.' },
  LIBRARY_UNUSABLE: { status: 500, exitCode: 9, advice: 'Check the folder and the newest file in its backups.' },
  NOT_SUPPORTED: { status: 501, exitCode: 10, advice: 'Use the desktop window for this.' },
  CANCELLED: { status: 499, exitCode: 130, advice: 'Start it again when you like.' },
  INTERNAL: { status: 500, exitCode: 1, advice: 'This is a fault of Rushes; please report it with the message.' },
} as const satisfies Record<string, { status: number; exitCode: number; advice: string }>

export type ErrorCode = keyof typeof errorKinds

/**
 * An error that a person may see: `message` is one sentence that says what happened and to which file.
 * `data` carries what a program may need (the arguments of a tool, the name of a field).
 */
export class RushesError extends Error {
  readonly code: ErrorCode
  readonly data: Record<string, unknown> | undefined

  constructor(code: ErrorCode, message: string, options: { cause?: unknown; data?: Record<string, unknown> } = {}) {
    super(message, { cause: options.cause })
    this.name = 'RushesError'
    this.code = code
    this.data = options.data
  }
}

/** What anything thrown says of itself. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** Whether a text is one of the codes of the closed list. */
export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorKinds, code)
}

/** The `code` of an error that the operating system raised (`ENOENT`, `ENOSPC`…), or undefined. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/** Whether an error, of the system or of the database, says that there is no space left. */
export function isDiskFull(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT', 'SQLITE_FULL'].includes(systemCode(error) ?? '')
}

/** Turns anything thrown while working on `path` into an error for people; a `RushesError` passes as it is. */
export function describeFileError(error: unknown, path: string): RushesError {
  if (error instanceof RushesError) return error
  const code = systemCode(error)
  if (code === 'ENOENT') return new RushesError('FILE_MISSING', `${path} is not there any more.`, { cause: error })
  if (code === 'EACCES' || code === 'EPERM')
    return new RushesError('FILE_UNREADABLE', `${path} may not be read by you.`, { cause: error })
  if (isDiskFull(error))
    return new RushesError('DISK_FULL', `The disk of the library is full; ${path} was not taken in.`, { cause: error })
  if (code !== undefined && !code.startsWith('SQLITE_'))
    return new RushesError('FILE_UNREADABLE', `${path} could not be read (${code}).`, { cause: error })
  const reason = messageOf(error)
  return new RushesError('INTERNAL', `${path} could not be taken in: ${reason}.`, { cause: error })
}
