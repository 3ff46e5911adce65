import { answerRequests } from '../../threads/worker.ts'
import { verifySignature } from './verify-signature.ts'

answerRequests(verifySignature)
