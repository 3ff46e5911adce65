import { z } from 'zod'
import { jobSchema } from './jobs.ts'
import { readProcedure, timestamp, writeProcedure } from './procedure.ts'

export const verificationSchema = z.object({
  /** Files of videos and images, on all disks. */
  files: z.number(),
  /** Of these, files that were found missing. */
  missing: z.number(),
  /** Of these, present files that were read in full at least once. */
  verified: z.number(),
  /** The time of the oldest full read among the files; null if one was never read in full. */
  oldest_verified_at: timestamp.nullable(),
})
export type Verification = z.infer<typeof verificationSchema>

const invariants = ['files', 'owned_files', 'foreign_keys', 'journal', 'search_index'] as const

const violationSchema = z.object({ check: z.enum(invariants), message: z.string() })
export type Violation = z.infer<typeof violationSchema>

const invariantsSchema = z.object({
  checks: z.array(z.enum(invariants)),
  /** At most 100 of each check. */
  violations: z.array(violationSchema),
})
export type Invariants = z.infer<typeof invariantsSchema>

export const verification = {
  get: readProcedure
    .route({ method: 'GET', path: '/verification', summary: 'Get how many files are verified' })
    .output(verificationSchema),
  /**
   * Files exist or are known to be missing, files of the library have rows, foreign keys hold, the replayed history is
   * the state, and the search index has the texts of the takes.
   */
  invariants: readProcedure
    .route({ method: 'GET', path: '/verification/invariants', summary: 'Check what must hold in every library' })
    .output(invariantsSchema),
  /**
   * The items of the job are the files that are missing, damaged, truncated or changed, as failures, and those that
   * were repaired. Offline files are skipped.
   */
  start: writeProcedure
    .route({ method: 'POST', path: '/verification', summary: 'Start the job that verifies the files of the library' })
    .input(
      z.object({
        /** Reads each file in full and compares its SHA-256; else its size, time and a sample. */
        full: z.boolean().default(false),
        /** Restores damaged files that the library owns from another location of their content. */
        repair: z.boolean().default(false),
        /** Skips files that were read in full later than so many days ago: an interrupted job goes on. */
        older_than_days: z.number().min(0).max(100_000).optional(),
      }),
    )
    .output(jobSchema),
}
