import { z } from 'zod'
import { type SortOrder, sortOrders } from '../sort-order.ts'
import { continuesAfter, pageAfter } from './paging.ts'
import { readProcedure, timestamp, writeProcedure } from './procedure.ts'

const changeSchema = z.object({
  tbl: z.string(),
  op: z.enum(['insert', 'update', 'delete', 'note']),
  rows: z.number(),
  /** The number of takes, images or workflows whose rows changed. */
  subjects: z.number(),
  /** The JSON of the former and of the new values, if those of all rows agree. */
  old: z.string().nullable(),
  new: z.string().nullable(),
  /** The changed columns of updates whose new values do not agree. */
  columns: z.array(z.string()).optional(),
})

const subjectSchema = z.object({
  kind: z.enum(['video', 'image', 'workflow']),
  id: z.string(),
  /** Null if it is neither in the library nor in the trash. */
  name: z.string().nullable(),
  is_present: z.boolean(),
})

const storedEntrySchema = z.object({
  id: z.number(),
  at: timestamp,
  /** Names the step; several calls or transactions can be one. */
  step: z.string(),
  /** `window`, `browser`, `terminal`, `token`, `rushes` for background work, or `other` for another program. */
  author: z.string(),
  /** The user of a token. */
  user_id: z.string().nullable(),
  /** The procedure or the kind of the job; null for another program. */
  action: z.string().nullable(),
  title: z.string().nullable(),
  changes: z.array(changeSchema),
  /** The entry that this one reversed, and the one that reversed it. */
  undoes: z.number().nullable(),
  undone_by: z.number().nullable(),
})
export type StoredEntry = z.infer<typeof storedEntrySchema>

export const entrySchema = storedEntrySchema.extend({
  /** The entry in words: `Tagged 12 takes “dusk”`. */
  words: z.string(),
  /** The first takes, images and workflows that it changed. */
  subjects: z.array(subjectSchema),
})
export type HistoryEntry = z.infer<typeof entrySchema>

/** The changes that a call would make, as the answer to `?dryRun=true`. */
export const dryRunSchema = z.object({
  dry_run: z.literal(true),
  /** The changes in words, as the history would have them; empty if nothing would be changed. */
  words: z.string(),
  changes: z.array(changeSchema),
  samples: z.array(subjectSchema),
})
export type DryRun = z.infer<typeof dryRunSchema>

const filter = z.object({
  /** Only entries that changed this take. */
  video_id: z.string().optional(),
  author: z.string().max(100).optional(),
  user_id: z.string().max(300).optional(),
  /** Only entries from this time on, and before that one: `2026-11-23 00:00:00`, UTC. */
  since: z.string().max(30).optional(),
  until: z.string().max(30).optional(),
})
export type HistoryFilter = z.infer<typeof filter> & { order?: SortOrder; after?: string | undefined }

/** Names an entry by its id or by its step. Without either, the last one of the caller is meant. */
const chosen = z.object({ entry: z.int().optional(), step: z.string().max(100).optional() })
export type ChosenEntry = z.infer<typeof chosen>

const reversed = z.object({
  /** The entry that was reversed, as it was before. */
  entry: entrySchema,
  /** The id of the entry that reversed it. */
  reversed_by: z.number(),
})

export const history = {
  list: readProcedure
    .meta(continuesAfter(({ id }: HistoryEntry) => id))
    .route({ method: 'GET', path: '/history', summary: 'List what was changed, newest first by default' })
    .input(filter.extend({ order: z.enum(sortOrders).default('desc'), ...pageAfter(100, 500) }))
    .output(z.object({ items: z.array(entrySchema) })),
  authors: readProcedure
    .route({ method: 'GET', path: '/history/authors', summary: 'List who changed something' })
    .output(z.array(z.object({ author: z.string(), user_id: z.string().nullable() }))),
  /** Checks the first rows of large entries only; the undo itself checks all. */
  check: readProcedure
    .route({ method: 'GET', path: '/history/{entry}/check', summary: 'Say whether an entry can be undone' })
    .input(z.object({ entry: z.coerce.number().int() }))
    .output(z.object({ is_possible: z.boolean(), reason: z.string().nullable() })),
  undo: writeProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'POST', path: '/history/undo', summary: 'Undo an entry, by default the last one of the caller' })
    .input(chosen)
    .output(reversed),
  redo: writeProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'POST', path: '/history/redo', summary: 'Redo what was undone, by default last by the caller' })
    .input(chosen)
    .output(reversed),
}
