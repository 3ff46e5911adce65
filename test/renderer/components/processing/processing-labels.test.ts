import { expect, it } from 'vitest'
import {
  actionName,
  processingLabel,
  resultName,
  spokenProcessing,
} from '../../../../renderer/components/processing/processing-labels.ts'
import type { ListedProcessing, ProcessingEnd } from '../../../../shared/contract/processing.ts'

const end = (path: string, video_name: string | null = null): ProcessingEnd => ({
  path,
  hash: 'sha256:aa',
  state: 'fresh',
  video_id: video_name && 'id',
  video_name,
})
const row: ListedProcessing = {
  job_id: 'job-1',
  action: 'extract_segment',
  input_path: '/a/ferry.mp4',
  input_hash: 'sha256:aa',
  config_hash: 'sha256:bb',
  output_path: '/b/cut.mp4',
  output_hash: 'sha256:cc',
  parameters: { start_seconds: 2.219999, end_seconds: 5.51, cut: 'exact' },
  metadata: null,
  created_at: 0,
  inputs: [end('/a/ferry.mp4', 'Ferry')],
  output: end('/b/cut.mp4', 'Ferry, cut'),
}

it('what was done reads as people say it, and what another program did as it stands', () => {
  expect(processingLabel(row)).toBe('2.22 to 5.51 s, exact')
  expect(processingLabel({ ...row, action: 'convert', parameters: { format: 'mp4', height: 720 } })).toBe(
    'mp4, 720 lines',
  )
  expect(processingLabel({ ...row, action: 'stitch', inputs: [...row.inputs, ...row.inputs] })).toBe('2 takes')
  expect(processingLabel({ ...row, action: 'denoise', parameters: { model_name: 'x', strength: 0.5 } })).toBe(
    'model name x, strength 0.5',
  )
  expect(processingLabel({ ...row, parameters: null })).toBe('')
  expect(actionName('remove_noise')).toBe('remove noise')
})

it('an end is called by its take, else by its file; sound by what it is of', () => {
  expect(spokenProcessing(row)).toBe('Segment, Ferry to Ferry, cut')
  expect(resultName({ ...row, output: end('C:\\b\\cut.mp4') })).toBe('cut.mp4')
  expect(resultName({ ...row, action: 'extract_audio', output: end('/b/aa.wav') })).toBe('Ferry, sound')
})
