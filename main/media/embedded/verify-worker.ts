import { answerRequests, lowerPriority } from '../../threads/worker.ts'
import { verifySignature } from './verify-signature.ts'

lowerPriority()
answerRequests(verifySignature)
