import { parseGeneration } from '../../../shared/generation/parse-generation.ts'
import { answerRequests } from '../../threads/worker.ts'

answerRequests(parseGeneration)
