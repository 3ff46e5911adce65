import { z } from 'zod'
import { jobSchema } from './jobs.ts'
import { adoptedTableSchema } from './library.ts'
import { adminProcedure, readProcedure, timestamp } from './procedure.ts'

const ids = z.array(z.string().min(1)).max(100_000).default([])

/** Takes, images, workflows and collections with all that belongs to them; without any, all of the library. */
const selectionSchema = z.object({
  video_ids: ids,
  image_ids: ids,
  workflow_ids: ids,
  /** Workflows without their runs and media, to share as templates. */
  template_ids: ids,
  collection_ids: ids,
})
export type BundleSelection = z.infer<typeof selectionSchema>

/** An absolute path of a folder, or of a file whose name ends in `.zip`. */
const path = z.string().min(1)

/** A bundle on the library's computer, or a `.zip` that `POST /uploads` received. */
const sourceFields = { path: path.optional(), upload: z.string().min(1).optional() }
type Source = { path?: string | undefined; upload?: string | undefined }
const isOneSource = ({ path, upload }: Source) => (path === undefined) !== (upload === undefined)
const oneSource = { message: 'Name either a path or an upload.', path: ['path'] }

/** Kinds of the dialogs in which a person chooses a bundle, to write or to import. */
export const bundleDialogs = ['new_zip', 'new_folder', 'zip', 'folder'] as const
export type BundleDialog = (typeof bundleDialogs)[number]

const conflictSchema = z.object({
  /** Names the conflict in `decisions`. */
  id: z.string(),
  table: z.string(),
  /** The name of the take, workflow or collection, or the key of the row. */
  name: z.string(),
  column: z.string(),
  here: z.union([z.string(), z.number(), z.null()]),
  there: z.union([z.string(), z.number(), z.null()]),
})
export type BundleConflict = z.infer<typeof conflictSchema>

/** The value that stays: that of the library, or that of the bundle. */
export const bundleChoices = ['keep', 'replace'] as const
export type BundleChoice = (typeof bundleChoices)[number]

const previewSchema = z.object({
  created_at: timestamp,
  rushes_version: z.string(),
  files: z.number(),
  size_bytes: z.number(),
  /** Files that the library lacks. */
  new_files: z.number(),
  new_bytes: z.number(),
  /** Contents whose files were not there when the bundle was exported. */
  missing: z.number(),
  tables: z.array(adoptedTableSchema),
  /** Rows that have other values here, with the first thousand values. */
  conflicts: z.object({ total: z.number(), items: z.array(conflictSchema) }),
})
export type BundlePreview = z.infer<typeof previewSchema>

export const bundles = {
  /** Reads rows only, so that sizes are those that the library has recorded. */
  measure: readProcedure
    .route({ method: 'POST', path: '/bundles/measure', summary: 'Count what an export would contain' })
    .input(selectionSchema)
    .output(z.object({ files: z.number(), size_bytes: z.number(), tables: z.record(z.string(), z.number()) })),
  /**
   * Continues an export to the same path that was cancelled or killed. Without a path, the bundle is a `.zip` to
   * download from `/media/bundles/{job_id}`, which is kept for an hour.
   */
  export: adminProcedure
    .route({ method: 'POST', path: '/bundles/export', summary: 'Start the job that exports a bundle' })
    .input(selectionSchema.extend({ path: path.optional() }))
    .output(jobSchema),
  /** Opens the system's dialog. Returns null if it is cancelled. */
  pick: adminProcedure
    .route({ method: 'POST', path: '/bundles/pick', summary: 'Choose a bundle with the system’s dialog' })
    .input(z.object({ dialog: z.enum(bundleDialogs), name: z.string().max(200).default('Rushes') }))
    .output(z.object({ path: z.string().nullable() })),
  reveal: adminProcedure
    .route({ method: 'POST', path: '/bundles/{job_id}/reveal', summary: 'Show an exported bundle in its folder' })
    .input(z.object({ job_id: z.string() }))
    .output(z.object({})),
  preview: adminProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'POST', path: '/bundles/preview', summary: 'Say what the import of a bundle would change' })
    .input(z.object(sourceFields).refine(isOneSource, oneSource))
    .output(previewSchema),
  /** @throws CONFLICT if a row has other values here and neither `conflicts` nor `decisions` say which stays. */
  import: adminProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'POST', path: '/bundles/import', summary: 'Start the job that imports a bundle' })
    .input(
      z
        .object({
          ...sourceFields,
          /** For conflicts without a decision of their own. Without it, all rows are compared before the job starts. */
          conflicts: z.enum(bundleChoices).optional(),
          /** By the `id` of conflicts. */
          decisions: z.record(z.string(), z.enum(bundleChoices)).default({}),
        })
        .refine(isOneSource, oneSource),
    )
    .output(jobSchema),
}
