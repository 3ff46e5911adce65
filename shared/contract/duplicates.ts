import { z } from 'zod'
import { jobSchema } from './jobs.ts'
import { procedure, timestamp } from './procedure.ts'
import { locationSchema, videoSchema } from './videos.ts'

/**
 * What can be decided of two contents that look alike: both stay, as the same take; one went to the trash, as the other is kept;
 * they only look alike; they are takes of the same thing.
 */
export const duplicateDecisions = ['keep', 'trash', 'different', 'alternate'] as const
export type DuplicateDecision = (typeof duplicateDecisions)[number]

/**
 * What makes one take better than another: more stars, more pixels, longer, more bits a second, larger, the one of which it is known
 * how a model made it, longer in the library or less long.
 */
export const keepRules = [
  'rating',
  'resolution',
  'duration',
  'bit_rate',
  'size',
  'generation',
  'oldest',
  'newest',
] as const
export type KeepRule = (typeof keepRules)[number]

/** How far apart two hashes can be and still be asked for, in bits of 64. */
export const farthestDistance = 10
/** Of one group, this many takes are shown and decided at a time. */
export const takesAtOnce = 100
/** In one step: other processes wait while it is written. */
export const takesPerStep = 5000

const id = z.string().min(1)
const hash = z.string().length(16)
/** A SHA-256, or how it begins. */
const hashStart = z.string().regex(/^[0-9a-f]{8,64}$/)

/** Groups of takes whose hashes are at most `distance` bits from that of the one to keep; the most important rule first. */
const grouping = z.object({
  distance: z.int().min(0).max(farthestDistance).default(4),
  keep: z.array(z.enum(keepRules)).max(keepRules.length).default(['resolution', 'oldest']),
})
export type Grouping = z.infer<typeof grouping>

const stretch = { offset: z.int().min(0).default(0), limit: z.int().min(1).max(100).default(20) }

const nearTakeSchema = videoSchema.extend({
  /** From the first of its group, in bits. */
  distance: z.number(),
  /** Whether it was put in the trash before, in favour of the first; it came in again. */
  was_trashed: z.boolean(),
})
export type NearTake = z.infer<typeof nearTakeSchema>

const nearGroupSchema = z.object({
  /** The one to keep, then the others by the same rules; the first hundred. */
  takes: z.array(nearTakeSchema),
  count: z.number(),
  /** The size of all but the first. */
  removable_bytes: z.number(),
})
export type NearGroup = z.infer<typeof nearGroupSchema>

const nearListSchema = z.object({
  items: z.array(nearGroupSchema),
  total: z.number(),
  /** All takes but the first of each group, and their size. */
  removable: z.number(),
  removable_bytes: z.number(),
  /** Another one where any group has changed. */
  version: z.string(),
})
export type NearList = z.infer<typeof nearListSchema>

/**
 * What a place of a content is among the others: the one to keep by the rule, a copy, another name of the same file (a hard link), a symbolic
 * link, written over since it was seen, gone, or offline. Only copies are taken to the trash.
 */
export const copyRoles = ['keep', 'copy', 'same_file', 'link', 'changed', 'gone', 'offline'] as const
export type CopyRole = (typeof copyRoles)[number]

const copiedSchema = z.object({
  file_hash: z.string(),
  /** Of the take; of another content the file name of the copy to keep. */
  name: z.string(),
  size_bytes: z.number(),
  /** Of all copies but the one to keep. */
  removable_bytes: z.number(),
  /** Null where no video of the library has this content. */
  video: videoSchema.nullable(),
  /** Those at which it was the last time anybody looked, the one to keep first. */
  locations: z.array(locationSchema.extend({ role: z.enum(copyRoles) })),
})
export type Copied = z.infer<typeof copiedSchema>

const copiedListSchema = z.object({
  items: z.array(copiedSchema),
  total: z.number(),
  /** All copies but one of each, and their size. */
  copies: z.number(),
  removable_bytes: z.number(),
  /** Another one where what the list comes to has changed. */
  version: z.string(),
})
export type CopiedList = z.infer<typeof copiedListSchema>

const resolutionSchema = z.object({
  /** What `undo` takes. */
  id: z.string(),
  /** The takes that went to the trash. */
  removed: z.array(z.string()),
  /** How many pairs are decided now. */
  decided: z.number(),
})
export type Resolution = z.infer<typeof resolutionSchema>

const decidedGroupSchema = z.object({
  kept_id: id,
  takes: z
    .array(z.object({ id, decision: z.enum(duplicateDecisions) }))
    .min(1)
    .max(takesAtOnce),
})
export type DecidedGroup = z.infer<typeof decidedGroupSchema>

const decisionSchema = z.object({
  first_hash: z.string(),
  second_hash: z.string(),
  decision: z.enum(duplicateDecisions),
  trashed_hash: z.string().nullable(),
  decided_at: timestamp,
  /** The names of the two, and their ids where they are in the library. */
  first: z.object({ id: z.string().nullable(), name: z.string().nullable() }),
  second: z.object({ id: z.string().nullable(), name: z.string().nullable() }),
})
export type Decision = z.infer<typeof decisionSchema>

export const duplicates = {
  status: procedure
    .route({ method: 'GET', path: '/duplicates/status', summary: 'How many takes have a perceptual hash' })
    .output(
      z.object({
        hashed: z.number(),
        /** Nothing could be decoded; they are not tried again. */
        failed: z.number(),
        /** Have none yet, and their file is there as far as is known. */
        due: z.number(),
      }),
    ),
  /** Null where all have one. */
  hash: procedure
    .route({ method: 'POST', path: '/duplicates/hash', summary: 'Hash how takes look, of those that have no hash yet' })
    .output(jobSchema.nullable()),
  /** Not kept: they are decoded and hashed now. */
  frames: procedure
    .route({ method: 'GET', path: '/duplicates/frames/{video_id}', summary: 'The perceptual hashes of 25 frames' })
    .input(z.object({ video_id: z.string() }))
    .output(z.array(z.object({ at_seconds: z.number(), hash }))),
  /** Those first that would free most. Takes of which somebody decided that both stay are never in one group. */
  near: procedure
    .route({ method: 'GET', path: '/duplicates/near', summary: 'Groups of takes that look alike' })
    .input(grouping.extend(stretch))
    .output(nearListSchema),
  exact: procedure
    .route({ method: 'GET', path: '/duplicates/exact', summary: 'Contents that lie at several places' })
    .input(z.object(stretch))
    .output(copiedListSchema),
  /** Nothing is imported, merged or removed; what was read is remembered. */
  find: procedure
    .route({ method: 'POST', path: '/duplicates/find', summary: 'Look for exact copies in folders, at any depth' })
    .input(z.object({ folders: z.array(z.string().min(1)).min(1).max(100) }))
    .output(jobSchema),
  /**
   * Decides groups in one step, which one `undo` takes back. What is said of a take that goes to the trash is said of the kept one
   * from then on; of those that stay, every two are decided.
   */
  resolve: procedure
    .route({ method: 'POST', path: '/duplicates/resolve', summary: 'Keep, trash and tell apart takes of groups' })
    .input(z.object({ groups: z.array(decidedGroupSchema).min(1).max(1000) }))
    .output(resolutionSchema),
  /**
   * Keeps the first of each group and puts the others in the trash, 5,000 at the most, in the order of the list; refused where `version`
   * is not that of the list any more.
   */
  resolveAll: procedure
    .route({ method: 'POST', path: '/duplicates/resolve-all', summary: 'Keep the first take of every group' })
    .input(grouping.extend({ version: z.string() }))
    .output(resolutionSchema),
  /** Each is compared with one that stays, byte by byte, before it goes; `undo` with the id of the job puts them back. */
  trashCopies: procedure
    .route({
      method: 'POST',
      path: '/duplicates/trash-copies',
      summary: 'Take exact copies to the trash, by their paths',
    })
    .input(z.object({ paths: z.array(z.string().min(1)).min(1).max(10_000) }))
    .output(jobSchema),
  /** Refused where `version` is not that of the list any more. */
  trashAllCopies: procedure
    .route({ method: 'POST', path: '/duplicates/trash-all-copies', summary: 'Keep one copy of each content' })
    .input(z.object({ version: z.string() }))
    .output(jobSchema),
  trashed: procedure
    .route({ method: 'GET', path: '/duplicates/trashed', summary: 'Steps whose copies are in the trash, newest first' })
    .output(
      z.array(
        z.object({
          /** What `undo` takes. */
          id: z.string(),
          copies: z.number(),
          size_bytes: z.number(),
          trashed_at: timestamp,
        }),
      ),
    ),
  undo: procedure
    .route({ method: 'POST', path: '/duplicates/undo', summary: 'Take back one step of decisions, or of copies' })
    .input(z.object({ id }))
    .output(
      z.object({
        /** The takes that are back. */
        restored: z.array(z.string()),
        /** What puts copies back, where the step took some. */
        job: jobSchema.nullable(),
      }),
    ),
  /** The pair can be decided again; `undo` brings the decision back. */
  forget: procedure
    .route({ method: 'POST', path: '/duplicates/forget', summary: 'Forget what was decided of two contents' })
    .input(z.object({ first_hash: hashStart, second_hash: hashStart }))
    .output(resolutionSchema),
  decisions: procedure
    .route({ method: 'GET', path: '/duplicates/decisions', summary: 'What was decided, newest first' })
    .input(z.object({ video_id: z.string().optional(), ...stretch }))
    .output(z.object({ items: z.array(decisionSchema), total: z.number() })),
}
