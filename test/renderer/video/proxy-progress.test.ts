import { describe, expect, it } from 'vitest'
import { progressOf } from '../../../renderer/video/proxy-progress.ts'

describe('the progress of a proxy', () => {
  it('is told in seconds of the video', () => {
    expect(progressOf({ state: 'running', done: 3.2, total: 8 })).toEqual({ percent: 40, words: '3.2 of 8.0 s' })
  })

  it('has no bar while the length is unknown, and never more than all', () => {
    expect(progressOf({ state: 'running', done: 3.2, total: null })).toEqual({ percent: 0, words: '3.2 s' })
    expect(progressOf({ state: 'running', done: 8.04, total: 8 }).percent).toBe(100)
    expect(progressOf({ state: 'queued', done: 0, total: 8 }).words).toBe('Waiting for other jobs')
  })
})
