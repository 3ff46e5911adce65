import { answerRequests } from '../../threads/worker.ts'
import { createQueryRunner } from './run-query.ts'

answerRequests(createQueryRunner())
