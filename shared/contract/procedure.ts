import { type ErrorMap, oc } from '@orpc/contract'
import { z } from 'zod'
import { type ErrorCode, errorKinds } from '../errors.ts'
import type { Scope } from '../scopes.ts'
import { describeIssue } from '../validation-messages.ts'

// Replaces zod's messages for refused input with ours. A schema with a message of its own keeps it.
z.config({ customError: describeIssue })

const errorData = z.record(z.string(), z.unknown()).optional()
const errors = Object.fromEntries(
  Object.entries(errorKinds).map(([code, { status, advice }]) => [code, { status, message: advice, data: errorData }]),
) as { [code in ErrorCode]: { status: number; message: string; data: typeof errorData } } satisfies ErrorMap

/** The properties of a procedure beside its input and output. */
export interface ProcedureMeta {
  /** The scope that its caller needs. */
  scope?: Scope
  /** True if it can report what it would change: it is one transaction, comes after one, or only reports. */
  hasDryRun?: boolean
  /**
   * True for a single resource that depends on nothing but the database and the presence of files: REST may repeat its
   * answer for a second, as long as nothing was committed.
   */
  isKept?: boolean
  /** For a list in pages: the fields that the input of the next page has instead; undefined after the last page. */
  nextPage?: (output: unknown, limit: number) => Record<string, string> | undefined
}

// The bases of all procedures, with the closed list of errors. There is none without a scope.
const procedure = oc.$meta<ProcedureMeta>({}).errors(errors)
/** A call that only reads, or creates previews and other results that can be made again. */
export const readProcedure = procedure.meta({ scope: 'read' })
/** A call that changes records or files of the library. */
export const writeProcedure = procedure.meta({ scope: 'write' })
/** A call that administers, runs analysers and processing, or opens a path of the library's computer. */
export const adminProcedure = procedure.meta({ scope: 'admin' })

/** A timestamp of the database: SQLite's `CURRENT_TIMESTAMP` text, `YYYY-MM-DD HH:MM:SS`, UTC. */
export const timestamp = z.string()

/** Names a content, whether it is a video, an image or neither: SHA-256 in lower-case hex. */
export const contentSchema = z.object({ file_hash: z.string().min(1).max(300) })
