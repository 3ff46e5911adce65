import { expect, test } from 'vitest'
import { quitQuestion } from '../../main/desktop/quit-question.ts'
import type { Job } from '../../shared/contract/jobs.ts'
import { jobWith } from '../support/job.ts'

const job = (id: string, kind: Job['kind'], state: Job['state']) => jobWith({ id, kind, state })

test('who quits is asked about the jobs of this process, not about those of others', () => {
  const listed = [
    job('proxy', 'proxy', 'queued'),
    job('import', 'import', 'running'),
    job('ended', 'import', 'done'),
    job('of a terminal', 'import', 'running'),
  ]
  expect(quitQuestion(['proxy', 'ended'], listed)).toBe('A proxy is being made. Stop it and quit?')
  expect(quitQuestion(['analysis'], [job('analysis', 'analysis', 'running')])).toContain('An analysis is running.')
  expect(quitQuestion(['import'], listed)).toBe('An import is running. Stop it and quit?')
  expect(quitQuestion(['proxy', 'import'], listed)).toBe('2 jobs are running. Stop them and quit?')
})

test('who quits is not asked about what goes on by itself at the next start', () => {
  const listed = [job('hashes', 'perceptual_hash', 'running'), job('import', 'import', 'running')]
  expect(quitQuestion(['hashes'], listed)).toBeNull()
  expect(quitQuestion(['hashes', 'import'], listed)).toBe('An import is running. Stop it and quit?')
})
