import { expect, test } from 'vitest'
import { createProgressSum } from '../../main/desktop/progress-sum.ts'
import type { Job } from '../../shared/contract/jobs.ts'
import { jobWith } from '../support/job.ts'

const job = (id: string, change: Partial<Job>) => jobWith({ id, ...change })

test('the bar shows all jobs together, and goes when they have ended', () => {
  const add = createProgressSum()
  expect(add(job('a', { state: 'queued' }))).toEqual({ fraction: -1, mode: 'none' })
  expect(add(job('a', {}))).toEqual({ fraction: 2, mode: 'indeterminate' })
  expect(add(job('a', { done: 50, total: 100 }))).toEqual({ fraction: 0.5, mode: 'normal' })
  expect(add(job('b', { done: 3, total: 3 }))).toEqual({ fraction: 0.75, mode: 'normal' })
  expect(add(job('b', { state: 'done', done: 3, total: 3 }))).toEqual({ fraction: 0.5, mode: 'normal' })
  expect(add(job('a', { done: 50, total: 100, is_paused: true }))).toEqual({ fraction: 0.5, mode: 'paused' })
  expect(add(job('a', { state: 'failed', done: 50, total: 100 }))).toEqual({ fraction: -1, mode: 'none' })
})
