import { styleText } from 'node:util'
import { plainJson, plainText } from '../../shared/plain-text.ts'

// Everything that the terminal prints goes through here: names, tags, prompts and errors come from files of others.

/** Prints lines for people to standard output. */
export function print(text: string): void {
  process.stdout.write(`${coloured(plainText(text))}\n`)
}

/** Colours stars and states, and dims undo commands, if standard output is a terminal and NO_COLOR is not set. */
function coloured(text: string): string {
  const style = (format: Parameters<typeof styleText>[0]) => (part: string) =>
    styleText(format, part, { stream: process.stdout })
  return text
    .replaceAll(/★+/g, style('yellow'))
    .replaceAll(/(?<=^| {2})(failed|missing|gone|damaged|stale|offline|interrupted)(?= {2}|$)/gm, style('red'))
    .replaceAll(/(?<=^| {2})(ok|fresh|completed|present)(?= {2}|$)/gm, style('green'))
    .replaceAll(/Undo: .*$/gm, style('dim'))
}

/** Prints a JSON document to standard output, in one line if `isLine`. */
export function printJson(value: unknown, { isLine = false } = {}): void {
  process.stdout.write(`${plainJson(JSON.stringify(value, null, isLine ? 0 : 2))}\n`)
}

/** Prints a text for another program to standard output, byte for byte unless a person reads it. */
export function printExport(text: string): void {
  process.stdout.write(process.stdout.isTTY ? plainText(text) : text)
}

/** Prints a line of progress or an error to standard error. */
export function say(line: string): void {
  process.stderr.write(`${plainText(line)}\n`)
}

/** Replaces the last line of standard error, if it is a terminal; `isLast` ends it. */
export function sayAgain(line: string, isLast: boolean): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${plainText(line)}${isLast ? '\n' : ''}`)
}
