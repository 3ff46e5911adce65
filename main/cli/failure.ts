import { ORPCError } from '@orpc/client'
import { CommanderError } from 'commander'
import { errorKinds, isErrorCode, messageOf, RushesError, systemCode } from '../../shared/errors.ts'
import { say } from './output.ts'

function kindOf(error: unknown): (typeof errorKinds)[keyof typeof errorKinds] | undefined {
  if (!(error instanceof RushesError || error instanceof ORPCError)) return undefined
  return isErrorCode(error.code) ? errorKinds[error.code] : undefined
}

/** Returns the exit code for an error (docs/terminal.md): that of its kind, or 2 for invalid arguments. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return errorKinds.BAD_INPUT.exitCode
  return kindOf(error)?.exitCode ?? errorKinds.INTERNAL.exitCode
}

/** Returns an error for `--json`: its code of the closed list, its message, and its details for programs. */
export function failureOf(error: unknown): { code: string; message: string; data?: unknown } {
  const message = sentenceOf(error)
  if (error instanceof CommanderError) return { code: 'BAD_INPUT', message }
  if (!(error instanceof RushesError || error instanceof ORPCError)) return { code: 'INTERNAL', message }
  return { code: error.code, message, ...(error.data !== undefined && { data: error.data }) }
}

/** Returns the message of an error as one line. */
export function sentenceOf(error: unknown): string {
  const message = messageOf(error)
  return message.replace(/^error: /, '').replaceAll(/\s*\n\s*/g, ' ')
}

/** Ends the program when its output cannot be written: silently if the reader closed the pipe, as `head` does. */
export function endWithReader(error: Error): never {
  if (systemCode(error) === 'EPIPE') process.exit(0)
  say(`Could not write the output: ${error.message}.`)
  process.exit(errorKinds.INTERNAL.exitCode)
}
