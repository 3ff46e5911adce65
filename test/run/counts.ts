import { readFileSync } from 'node:fs'

/** A test that failed: its file and title, and its error. */
export type Failure = { test: string; message: string }

/**
 * The number of tests by result, and those that failed. `flaky` are those of `passed` that failed first and passed when
 * repeated, each with its first error.
 */
export type Counts = { passed: number; failed: number; skipped: number; failures: Failure[]; flaky: Failure[] }

export const noTests: Counts = { passed: 0, failed: 0, skipped: 0, failures: [], flaky: [] }

export function addCounts(a: Counts, b: Counts): Counts {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
    failures: [...a.failures, ...b.failures],
    flaky: [...a.flaky, ...b.flaky],
  }
}

type VitestReport = {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: {
    name: string
    assertionResults: { fullName: string; status: string; failureMessages: string[] }[]
  }[]
}

/** Reads the report of Vitest's json reporter; a run that broke before it wrote one has no tests. */
export function readVitestCounts(path: string): Counts {
  const report = readReport<VitestReport>(path)
  if (!report) return noTests
  const failures = report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName, failureMessages }) => ({ test: `${name} › ${fullName}`, message: failureMessages.join('\n') })),
  )
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
    failures,
    flaky: [],
  }
}

type PlaywrightSuite = {
  suites?: PlaywrightSuite[]
  specs: { title: string; file: string; tests: { results: { error?: { message?: string } }[]; status: string }[] }[]
}

type PlaywrightReport = {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number }
  suites: PlaywrightSuite[]
}

/** Reads the report of Playwright's json reporter. */
export function readPlaywrightCounts(path: string): Counts {
  const report = readReport<PlaywrightReport>(path)
  if (!report) return noTests
  const { expected, unexpected, flaky, skipped } = report.stats
  const failed = (status: string) => report.suites.flatMap((suite) => listFailures(suite, status))
  return {
    passed: expected + flaky,
    failed: unexpected,
    skipped,
    failures: failed('unexpected'),
    flaky: failed('flaky'),
  }
}

/** The tests of a suite that ended as `wanted`, each with its first error. */
function listFailures({ suites = [], specs }: PlaywrightSuite, wanted: string): Failure[] {
  const own = specs.flatMap(({ title, file, tests }) =>
    tests
      .filter(({ status }) => status === wanted)
      .map(({ results }) => ({
        test: `${file} › ${title}`,
        message: results.find(({ error }) => error)?.error?.message ?? '',
      })),
  )
  return [...own, ...suites.flatMap((suite) => listFailures(suite, wanted))]
}

function readReport<Report>(path: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}
