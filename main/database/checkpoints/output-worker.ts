import { answerRequests } from '../../threads/worker.ts'
import type { OutputAnswer, OutputRequest } from './output-thread.ts'
import { compareOutputs, packOutput, readSave } from './pack-output.ts'

answerRequests(async (request: OutputRequest): Promise<OutputAnswer> => {
  if (request.kind === 'pack') return packOutput(request.output)
  if (request.kind === 'read') return readSave(request.body)
  return await compareOutputs(request.was, request.is)
})
