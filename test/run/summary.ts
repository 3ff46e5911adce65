import { stripVTControlCharacters } from 'node:util'
import { addCounts, type Counts, type Failure, noTests } from './counts.ts'
import type { Ending } from './steps.ts'

export type Result = Ending & { name: string; title: string; seconds: number }

const words = { passed: 'passed', failed: 'FAILED', missing: 'DID NOT RUN' }

/** Lines of an error that the summary repeats; the whole of it is where the test ran. */
const linesOfError = 12

/**
 * Prints each test that failed with its error, those that passed only when repeated too, a line a step, then the sum of
 * all tests alone on the last line.
 */
export function printSummary(results: Result[]): void {
  const total = results.map(({ counts }) => counts).reduce(addCounts, noTests)
  for (const failure of total.failures) printFailure('Failed', failure)
  for (const failure of total.flaky) printFailure('Passed only when repeated', failure)
  headline('Summary')
  for (const result of results) {
    const { passed, failed, skipped } = result.counts
    const tests = passed + failed + skipped > 0 ? inWords(result.counts) : ''
    const line = [
      result.title.padEnd(28),
      words[result.state].padEnd(12),
      `${result.seconds.toFixed(1)} s`.padStart(8),
      tests,
    ]
    console.log(`${line.join('  ')}${result.note && result.state === 'passed' ? `  (${result.note})` : ''}`)
  }
  for (const { title, state, note } of results) {
    if (state === 'missing') console.log(`\n${title.toUpperCase()}: THIS PART DID NOT RUN, because ${note}`)
  }
  console.log(`\n${inWords(total)}`)
}

function printFailure(title: string, { test, message }: Failure): void {
  headline(title)
  console.log([test, ...stripVTControlCharacters(message).split('\n', linesOfError)].join('\n'))
}

export function headline(title: string): void {
  console.log(`\n── ${title} ${'─'.repeat(Math.max(3, 90 - title.length))}`)
}

function inWords({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`
}
