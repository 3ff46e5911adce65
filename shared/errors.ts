/**
 * The closed list of errors: the HTTP status, the exit code of the terminal (docs/terminal.md) and the advice that
 * follows the message. The code is the same in the window, over HTTP and in the terminal.
 */
export const errorKinds = {
  BAD_INPUT: { status: 400, exitCode: 2, advice: 'Correct the value and try again.' },
  UNKNOWN_FIELD: { status: 422, exitCode: 2, advice: 'Correct the name and try again.' },
  KEY_REUSED: { status: 422, exitCode: 2, advice: 'Send a new key with each call.' },
  NOT_FOUND: { status: 404, exitCode: 3, advice: 'It may have been removed. Reload the list.' },
  WRONG_METHOD: { status: 405, exitCode: 2, advice: 'Send one of the methods that “Allow” lists.' },
  WRONG_CONTENT_TYPE: { status: 415, exitCode: 2, advice: 'Send JSON.' },
  FORBIDDEN: { status: 403, exitCode: 4, advice: 'Open Rushes at the address that it printed.' },
  UNAUTHENTICATED: { status: 401, exitCode: 4, advice: 'Ask who runs this library for a token.' },
  MISSING_SCOPE: { status: 403, exitCode: 4, advice: 'Ask who runs this library for a token with that scope.' },
  TOO_MANY_REQUESTS: { status: 429, exitCode: 11, advice: 'Wait a moment, then try again.' },
  CONSENT_NEEDED: { status: 403, exitCode: 4, advice: 'Check what would run. Then allow it, or leave it.' },
  CONFLICT: { status: 409, exitCode: 5, advice: 'Reload, then try again.' },
  PRECONDITION_FAILED: { status: 412, exitCode: 5, advice: 'Read it again, then decide.' },
  FILE_MISSING: {
    status: 410,
    exitCode: 6,
    advice: 'Connect its disk, or import the file from its new folder.',
  },
  FILE_CHANGED: {
    status: 409,
    exitCode: 6,
    advice: 'Wait until the other program has finished writing it, then import it again.',
  },
  FILE_UNREADABLE: {
    status: 422,
    exitCode: 6,
    advice: 'Check that the file plays elsewhere and that you have permission to read it.',
  },
  FILE_REMOTE: {
    status: 409,
    exitCode: 6,
    advice: 'Fetch it back first, on the page of the take or with “rushes storage fetch”.',
  },
  STORAGE_FAILED: {
    status: 502,
    exitCode: 12,
    advice: 'Check its disk or connection, then try again. “rushes storage test” tests a bucket.',
  },
  DISK_FULL: { status: 507, exitCode: 7, advice: 'Free some space on the library’s disk, then try again.' },
  TOOL_MISSING: { status: 503, exitCode: 8, advice: 'Run “rushes doctor” to see which tools are missing.' },
  TOOL_FAILED: { status: 502, exitCode: 8, advice: 'The message ends with the tool’s own output.' },
  LIBRARY_NEWER: { status: 409, exitCode: 9, advice: 'Update Rushes, or open another library.' },
  LIBRARY_BUSY: { status: 503, exitCode: 11, advice: 'Wait until the other program has finished, then try again.' },
  LIBRARY_GONE: { status: 410, exitCode: 9, advice: 'Open the library where it is now, or restore its folder.' },
  LIBRARY_READ_ONLY: { status: 403, exitCode: 9, advice: 'Open it where you may write, or copy its folder.' },
  LIBRARY_DAMAGED: {
    status: 500,
    exitCode: 9,
    advice: 'Restore a backup: “rushes backup restore”. Or salvage the readable rows: “rushes backup salvage”.',
  },
  LIBRARY_UNUSABLE: { status: 500, exitCode: 9, advice: 'Check the folder, and the newest file in its backups.' },
  LIBRARY_UNTRUSTED: {
    status: 403,
    exitCode: 9,
    advice: 'Ask who made the library what they are for.',
  },
  SERVER_UNREACHABLE: { status: 502, exitCode: 9, advice: 'Check the address, and that Rushes is running there.' },
  NOT_SUPPORTED: { status: 501, exitCode: 10, advice: 'Use the desktop window for this.' },
  CANCELLED: { status: 499, exitCode: 130, advice: 'Start it again.' },
  INTERNAL: { status: 500, exitCode: 1, advice: 'This is a bug in Rushes. Please report it with the message.' },
} as const satisfies Record<string, { status: number; exitCode: number; advice: string }>

export type ErrorCode = keyof typeof errorKinds

/**
 * An error to show on screen. `message` says what happened and to which file. `data` holds details for programs: the
 * arguments of a tool, the names of fields.
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

/** Returns the message of anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** Returns whether a text is a code of the closed list. */
export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorKinds, code)
}

/** Returns the `code` of an operating system error (`ENOENT`, `ENOSPC`…), or undefined. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/** Returns whether an error of the system or the database means that the disk is full. */
export function isDiskFull(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT', 'SQLITE_FULL'].includes(systemCode(error) ?? '')
}

/** Converts anything thrown while processing `path` to a RushesError; a RushesError is returned unchanged. */
export function describeFileError(error: unknown, path: string): RushesError {
  if (error instanceof RushesError) return error
  const code = systemCode(error)
  if (code === 'ENOENT') return new RushesError('FILE_MISSING', `${path} was not found.`, { cause: error })
  if (code === 'EACCES' || code === 'EPERM')
    return new RushesError('FILE_UNREADABLE', `You do not have permission to read ${path}.`, { cause: error })
  if (isDiskFull(error))
    return new RushesError(
      'DISK_FULL',
      `The library’s disk is full, so ${path} was not processed. Free some space and try again.`,
      { cause: error },
    )
  if (code !== undefined && !code.startsWith('SQLITE_'))
    return new RushesError('FILE_UNREADABLE', `${path} could not be read (${code}).`, { cause: error })
  const reason = messageOf(error)
  return new RushesError('INTERNAL', `${path} could not be processed: ${reason}.`, { cause: error })
}
