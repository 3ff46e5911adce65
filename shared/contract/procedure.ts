import { type ErrorMap, oc } from '@orpc/contract'
import { z } from 'zod'
import { type ErrorCode, errorKinds } from '../errors.ts'
import { describeIssue } from '../validation-messages.ts'

// Replaces zod's messages for refused input with ours. A schema with a message of its own keeps it.
z.config({ customError: describeIssue })

const errorData = z.record(z.string(), z.unknown()).optional()
const errors = Object.fromEntries(
  Object.entries(errorKinds).map(([code, { status, advice }]) => [code, { status, message: advice, data: errorData }]),
) as { [code in ErrorCode]: { status: number; message: string; data: typeof errorData } } satisfies ErrorMap

/** The base of every procedure, with the closed list of errors. */
export const procedure = oc.errors(errors)

/** A timestamp of the database: SQLite's `CURRENT_TIMESTAMP` text, `YYYY-MM-DD HH:MM:SS`, UTC. */
export const timestamp = z.string()

/** Names a content, whether it is a video, an image or neither: SHA-256 in lower-case hex. */
export const contentSchema = z.object({ file_hash: z.string().min(1).max(300) })
