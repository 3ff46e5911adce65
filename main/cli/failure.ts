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

/** Sentences in place of those that Commander says of arguments (docs/style.md). */
const ofArguments: readonly [RegExp, string][] = [
  [/^command-argument value '(.*)' is invalid for argument '(.*?)'\. /, '<$2> can’t be “$1”. '],
  [/^option '(.*?)' argument '(.*?)' is invalid\. /, '$1 can’t be “$2”. '],
  [/^option '(.*?)' argument missing$/, '$1 needs a value.'],
  [/^required option '(.*?)' not specified$/, '$1 is missing.'],
  [/^missing required argument '(.*?)'$/, '<$1> is missing.'],
  [/^unknown (option|command) '(.*?)'/, 'There is no $1 “$2”.'],
  [/^too many arguments for '(.*?)'\. Expected (\d+ arguments?) but got \d+: /, '“$1” takes $2, but got: '],
  [/ \(Did you mean one of (.*)\?\)$/, ' Did you mean one of $1?'],
  [/ \(Did you mean (.*)\?\)$/, ' Did you mean “$1”?'],
]

/** Returns the message of an error as one line. */
export function sentenceOf(error: unknown): string {
  const message = messageOf(error)
    .replace(/^error: /, '')
    .replaceAll(/\s*\n\s*/g, ' ')
  if (!(error instanceof CommanderError)) return message
  return ofArguments.reduce((text, [said, sentence]) => text.replace(said, sentence), message)
}

/** Ends the program when its output cannot be written: silently if the reader closed the pipe, as `head` does. */
export function endWithReader(error: Error): never {
  if (systemCode(error) === 'EPIPE') process.exit(0)
  say(`Could not write the output: ${error.message}.`)
  process.exit(errorKinds.INTERNAL.exitCode)
}
