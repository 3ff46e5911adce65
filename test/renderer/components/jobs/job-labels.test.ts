import { describe, expect, it } from 'vitest'
import { progressLabel, resultLabel } from '../../../../renderer/components/jobs/job-labels.ts'
import type { Job } from '../../../../shared/contract/jobs.ts'
import { jobWith } from '../../../support/job.ts'

const job = (change: Partial<Job>) => jobWith({ title: '10,000 files', done: 6214, total: 10_000, ...change })

describe('a running job', () => {
  it('that is paused says so, and neither speed nor time', () =>
    expect(progressLabel(job({ is_paused: true }), 158)).toBe('paused · 6,214 of 10,000 files'))

  it('says how far it is, how fast and how long still', () =>
    expect(progressLabel(job({}), 158)).toBe('6,214 of 10,000 files · 158 a second · 24 s left'))

  it('guesses nothing while it does not know its speed', () =>
    expect(progressLabel(job({}), null)).toBe('6,214 of 10,000 files'))

  it('says that it is still looking', () =>
    expect(progressLabel(job({ done: 0, total: null }), null)).toBe('scanning folders'))

  it('counts what is through while it is still looking, and promises no end', () =>
    expect(progressLabel(job({ done: 1.6, total: null }), 158)).toBe('1 file so far · scanning folders · 158 a second'))

  it('counts a proxy in seconds of video', () =>
    expect(progressLabel(job({ kind: 'proxy', unit: 'seconds', done: 3.2, total: 8 }), 2)).toBe(
      '3.2 of 8.0 s of video · 2.0× · 3 s left',
    ))
})

describe('an ended job', () => {
  it('says what it brought', () => expect(resultLabel(job({ state: 'done', added: 1 }))).toBe('1 added'))

  it('says how many files were as they were', () =>
    expect(resultLabel(job({ state: 'done', unchanged: 100_000 }))).toBe('0 added · 100,000 unchanged'))

  it('says that it was stopped, and what is there already', () =>
    expect(resultLabel(job({ state: 'cancelled', added: 12 }))).toBe('Stopped · 12 added'))

  it('says why it failed', () =>
    expect(resultLabel(job({ state: 'failed', error: { code: 'DISK_FULL', message: 'The disk is full.' } }))).toBe(
      'The disk is full.',
    ))
})
