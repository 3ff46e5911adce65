import { answerRequests } from '../../threads/worker.ts'
import type { OutputAnswer, OutputRequest } from './output-thread.ts'
import { compareOutputs, packOutput } from './pack-output.ts'

answerRequests(async (request: OutputRequest): Promise<OutputAnswer> => {
  return request.kind === 'pack' ? packOutput(request.output) : await compareOutputs(request.was, request.is)
})
