import { parseGeneration } from '../../../shared/generation/parse-generation.ts'
import { answerRequests } from '../../threads/worker.ts'
import type { ParseRequest } from './parser-thread.ts'

answerRequests(({ files, facts }: ParseRequest) => parseGeneration(files, facts))
