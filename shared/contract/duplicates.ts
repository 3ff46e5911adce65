import { z } from 'zod'
import { jobSchema } from './jobs.ts'
import { continuesAfter, pageFields } from './paging.ts'
import { adminProcedure, readProcedure, timestamp, writeProcedure } from './procedure.ts'
import { locationSchema, videoSchema } from './videos.ts'

/**
 * A decision about two similar contents: `keep` both as the same take, `trash` one in favour of the other, `different`
 * (not a duplicate), or `alternate` takes of the same scene.
 */
export const duplicateDecisions = ['keep', 'trash', 'different', 'alternate'] as const
export type DuplicateDecision = (typeof duplicateDecisions)[number]

/**
 * The rules that rank the takes of a group: rating, pixel count, duration, bit rate, file size, known generation
 * details, and time in the library.
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

/** The largest distance between two perceptual hashes that can be searched, in bits of 64. */
export const farthestDistance = 10
/** The number of videos per group that are listed and decided at a time. */
export const videosPerSearch = 100
/** The largest number of videos per step. Other processes wait while a step is written. */
export const videosPerStep = 5000

const id = z.string().min(1)
const hash = z.string().length(16)
/** A SHA-256, or a prefix of one. */
const hashStart = z.string().regex(/^[0-9a-f]{8,64}$/)

/**
 * Groups similar videos: those within `distance` bits of the one to keep, ranked by `keep`, most important rule first.
 */
const grouping = z.object({
  distance: z.int().min(0).max(farthestDistance).default(4),
  keep: z.array(z.enum(keepRules)).max(keepRules.length).default(['resolution', 'oldest']),
})
export type Grouping = z.infer<typeof grouping>

const page = pageFields(20, 100)

const similarVideoSchema = videoSchema.extend({
  /** Distance from the first video of the group, in bits. */
  distance: z.number(),
  /** True if the video was trashed before in favour of the first, and imported again. */
  was_trashed: z.boolean(),
})
export type SimilarVideo = z.infer<typeof similarVideoSchema>

const similarGroupSchema = z.object({
  /** The first hundred videos; the one to keep comes first, the others follow by the same rules. */
  takes: z.array(similarVideoSchema),
  count: z.number(),
  /** The total size of all videos but the first. */
  removable_bytes: z.number(),
})
export type SimilarGroup = z.infer<typeof similarGroupSchema>

const similarListSchema = z.object({
  items: z.array(similarGroupSchema),
  total: z.number(),
  /** The number of videos other than the first of each group; their size follows. */
  removable: z.number(),
  removable_bytes: z.number(),
  /** Changes whenever a group changes. */
  version: z.string(),
})
export type SimilarList = z.infer<typeof similarListSchema>

/**
 * The role of a location among the locations of its content: the one to keep, a copy, another name of the same file
 * (hard link), a symbolic link, changed since it was recorded, gone, or offline. Only copies are moved to the trash.
 */
export const copyRoles = ['keep', 'copy', 'same_file', 'link', 'changed', 'gone', 'offline'] as const
export type CopyRole = (typeof copyRoles)[number]

const copiedSchema = z.object({
  file_hash: z.string(),
  /** The video's name; for other contents, the file name of the copy to keep. */
  name: z.string(),
  size_bytes: z.number(),
  /** The total size of the copies. */
  removable_bytes: z.number(),
  /** Null when no video of the library has this content. */
  video: videoSchema.nullable(),
  /** The present locations; the one to keep comes first. */
  locations: z.array(locationSchema.extend({ role: z.enum(copyRoles) })),
})
export type Copied = z.infer<typeof copiedSchema>

const copiedListSchema = z.object({
  items: z.array(copiedSchema),
  total: z.number(),
  /** The number of copies in the whole list; their size follows. */
  copies: z.number(),
  removable_bytes: z.number(),
  /** Changes whenever the list changes. */
  version: z.string(),
})
export type CopiedList = z.infer<typeof copiedListSchema>

const resolutionSchema = z.object({
  /** The id to pass to `undo`. */
  id: z.string(),
  /** The ids of the videos moved to the trash. */
  removed: z.array(z.string()),
  /** The number of decided pairs. */
  decided: z.number(),
})
export type Resolution = z.infer<typeof resolutionSchema>

const decidedGroupSchema = z.object({
  kept_id: id,
  takes: z
    .array(z.object({ id, decision: z.enum(duplicateDecisions) }))
    .min(1)
    .max(videosPerSearch),
})
export type DecidedGroup = z.infer<typeof decidedGroupSchema>

const decisionSchema = z.object({
  first_hash: z.string(),
  second_hash: z.string(),
  decision: z.enum(duplicateDecisions),
  trashed_hash: z.string().nullable(),
  decided_at: timestamp,
  /** The names of both videos, with their ids if they are in the library. */
  first: z.object({ id: z.string().nullable(), name: z.string().nullable() }),
  second: z.object({ id: z.string().nullable(), name: z.string().nullable() }),
})
export type Decision = z.infer<typeof decisionSchema>

export const duplicates = {
  status: readProcedure
    .route({
      method: 'GET',
      path: '/duplicates/status',
      summary: 'Count the videos with and without a perceptual hash',
    })
    .output(
      z.object({
        hashed: z.number(),
        /** Videos without a decodable frame. They are not retried. */
        failed: z.number(),
        /** Videos that have no hash yet and whose file is present. */
        due: z.number(),
      }),
    ),
  /** Returns null when every video has a hash. */
  hash: writeProcedure
    .route({ method: 'POST', path: '/duplicates/hash', summary: 'Compute the missing perceptual hashes' })
    .output(jobSchema.nullable()),
  /** Decodes and hashes the frames on each call; nothing is stored. */
  frames: readProcedure
    .route({
      method: 'GET',
      path: '/duplicates/frames/{video_id}',
      summary: 'Compute the perceptual hashes of 25 frames',
    })
    .input(z.object({ video_id: z.string() }))
    .output(z.array(z.object({ at_seconds: z.number(), hash }))),
  /** Groups that would free most space come first. Two videos that were decided to stay are never in one group. */
  near: readProcedure
    .meta(continuesAfter(({ takes }: SimilarGroup) => takes[0]?.id ?? ''))
    .route({ method: 'GET', path: '/duplicates/near', summary: 'List groups of similar videos' })
    .input(grouping.extend(page))
    .output(similarListSchema),
  exact: readProcedure
    .meta(continuesAfter(({ file_hash }: Copied) => file_hash))
    .route({ method: 'GET', path: '/duplicates/exact', summary: 'List contents with several locations' })
    .input(z.object(page))
    .output(copiedListSchema),
  /** Records what was read. Imports, merges and removes nothing. */
  find: adminProcedure
    .route({ method: 'POST', path: '/duplicates/find', summary: 'Find exact copies in folders, recursively' })
    .input(z.object({ folders: z.array(z.string().min(1)).min(1).max(100) }))
    .output(jobSchema),
  /**
   * Decides groups in one step that one `undo` reverts. Data of a trashed video moves to the kept one; every pair of
   * the videos that stay is decided.
   */
  resolve: writeProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'POST', path: '/duplicates/resolve', summary: 'Decide groups of similar videos' })
    .input(z.object({ groups: z.array(decidedGroupSchema).min(1).max(1000) }))
    .output(resolutionSchema),
  /**
   * Keeps the first video of each group and trashes the others, at most 5,000, in list order. Fails with CONFLICT when
   * `version` is outdated.
   */
  resolveAll: writeProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'POST', path: '/duplicates/resolve-all', summary: 'Keep the first video of every group' })
    .input(grouping.extend({ version: z.string() }))
    .output(resolutionSchema),
  /**
   * Compares each copy byte by byte with one that stays before moving it. `undo` with the job's id restores the copies.
   */
  trashCopies: adminProcedure
    .meta({ hasDryRun: true })
    .route({
      method: 'POST',
      path: '/duplicates/trash-copies',
      summary: 'Move exact copies to the trash, by path',
    })
    .input(z.object({ paths: z.array(z.string().min(1)).min(1).max(10_000) }))
    .output(jobSchema),
  /** Fails with CONFLICT when `version` is outdated. */
  trashAllCopies: adminProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'POST', path: '/duplicates/trash-all-copies', summary: 'Keep one copy of each content' })
    .input(z.object({ version: z.string() }))
    .output(jobSchema),
  trashed: readProcedure
    .route({
      method: 'GET',
      path: '/duplicates/trashed',
      summary: 'List the steps whose copies are in the trash, newest first',
    })
    .output(
      z.array(
        z.object({
          /** The id to pass to `undo`. */
          id: z.string(),
          copies: z.number(),
          size_bytes: z.number(),
          trashed_at: timestamp,
        }),
      ),
    ),
  undo: writeProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'POST', path: '/duplicates/undo', summary: 'Undo one step of decisions or of trashed copies' })
    .input(z.object({ id }))
    .output(
      z.object({
        /** The ids of the restored videos. */
        restored: z.array(z.string()),
        /** The job that restores the copies of the step, if it had any. */
        job: jobSchema.nullable(),
      }),
    ),
  /** Allows the pair to be decided again. `undo` restores the decision. */
  forget: writeProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'POST', path: '/duplicates/forget', summary: 'Clear the decision about two contents' })
    .input(z.object({ first_hash: hashStart, second_hash: hashStart }))
    .output(resolutionSchema),
  decisions: readProcedure
    .meta(continuesAfter(({ first_hash, second_hash }: Decision) => `${first_hash}+${second_hash}`))
    .route({ method: 'GET', path: '/duplicates/decisions', summary: 'List decisions, newest first' })
    .input(z.object({ video_id: z.string().optional(), ...page }))
    .output(z.object({ items: z.array(decisionSchema), total: z.number() })),
}
