import { type ErrorMap, oc } from '@orpc/contract'
import { z } from 'zod'
import { type ErrorCode, errorKinds } from '../errors.ts'

const errorData = z.record(z.string(), z.unknown()).optional()
const errors = Object.fromEntries(
  Object.entries(errorKinds).map(([code, { status, advice }]) => [code, { status, message: advice, data: errorData }]),
) as { [code in ErrorCode]: { status: number; message: string; data: typeof errorData } } satisfies ErrorMap

/** What every procedure of the contract starts from: it may answer with any of the closed list of errors. */
export const procedure = oc.errors(errors)

/** Timestamps of the database: SQLite's `CURRENT_TIMESTAMP` text, `YYYY-MM-DD HH:MM:SS`, UTC. */
export const timestamp = z.string()
