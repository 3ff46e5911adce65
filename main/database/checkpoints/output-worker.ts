import { answerRequests } from '../../threads/worker.ts'
import type { OutputAnswer, OutputRequest } from './output-thread.ts'
import { compareOutputs, packOutput } from './pack-output.ts'

answerRequests((request: OutputRequest): OutputAnswer => {
  return request.kind === 'pack' ? packOutput(request.output) : compareOutputs(request.was, request.is)
})
