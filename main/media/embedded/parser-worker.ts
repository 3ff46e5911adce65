import { parseGeneration } from '../../../shared/generation/parse-generation.ts'
import { answerRequests, lowerPriority } from '../../threads/worker.ts'
import type { ParseRequest } from './parser-thread.ts'

lowerPriority()
answerRequests(({ files, facts }: ParseRequest) => parseGeneration(files, facts))
