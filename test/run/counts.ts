import { readFileSync } from 'node:fs'

/** How many tests ended in each way. */
export type Counts = { passed: number; failed: number; skipped: number }

export const noTests: Counts = { passed: 0, failed: 0, skipped: 0 }

export function addCounts(a: Counts, b: Counts): Counts {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped }
}

type VitestReport = { numPassedTests: number; numFailedTests: number; numPendingTests: number; numTodoTests: number }

/** Reads the report of Vitest's json reporter; a run that broke before it wrote one has no tests. */
export function readVitestCounts(path: string): Counts {
  const report = readReport<VitestReport>(path)
  if (!report) return noTests
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

type PlaywrightReport = { stats: { expected: number; unexpected: number; flaky: number; skipped: number } }

/** Reads the report of Playwright's json reporter. A test that passed only when repeated counts as failed. */
export function readPlaywrightCounts(path: string): Counts {
  const stats = readReport<PlaywrightReport>(path)?.stats
  if (!stats) return noTests
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped }
}

function readReport<Report>(path: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}
