import { ORPCError } from '@orpc/client'
import { CommanderError } from 'commander'
import { errorKinds, isErrorCode, messageOf, RushesError, systemCode } from '../../shared/errors.ts'

function kindOf(error: unknown): (typeof errorKinds)[keyof typeof errorKinds] | undefined {
  if (!(error instanceof RushesError || error instanceof ORPCError)) return undefined
  return isErrorCode(error.code) ? errorKinds[error.code] : undefined
}

/** The exit code that belongs to an error (docs/terminal.md): that of its kind; 2 for arguments that are not understood. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return errorKinds.BAD_INPUT.exitCode
  return kindOf(error)?.exitCode ?? errorKinds.INTERNAL.exitCode
}

/** An error as the one line that a person reads. */
export function sentenceOf(error: unknown): string {
  const message = messageOf(error)
  return message.replace(/^error: /, '').replaceAll(/\s*\n\s*/g, ' ')
}

/** Ends the program when its answer cannot be written: silently where the reader had enough, as `head` has. */
export function endWithReader(error: Error): never {
  if (systemCode(error) === 'EPIPE') process.exit(0)
  process.stderr.write(`The answer could not be written: ${error.message}.\n`)
  process.exit(errorKinds.INTERNAL.exitCode)
}
