import { expect, test } from 'vitest'
import { progressLine } from '../../main/cli/progress-line.ts'
import { jobWith } from '../support/job.ts'

test('an import says how far it is, what came of it and which file it is at', () => {
  const job = jobWith({ done: 12.6, total: 40, duplicates: 1, unchanged: 2 })
  const working = [
    { path: '/takes/ferry.mp4', fraction: 0.619 },
    { path: '/takes/pier.mp4', fraction: null },
  ]
  expect(progressLine(job, working)).toBe('12 of 40 files · 3 already here · 0 failed · ferry.mp4 61 %')
  expect(progressLine(job, [])).toBe('12 of 40 files · 3 already here · 0 failed')
})

test('what has no end in sight is counted', () => {
  expect(progressLine(jobWith({ kind: 'verify', done: 3, total: null }), [])).toBe('3 files so far')
})

test('a name orders the terminal about in no way', () => {
  const working = [{ path: '/takes/\u001b[2Jferry\n.mp4', fraction: null }]
  expect(progressLine(jobWith({ kind: 'verify', done: 0, total: 1 }), working)).toBe('0 of 1 files · ?[2Jferry?.mp4')
})
