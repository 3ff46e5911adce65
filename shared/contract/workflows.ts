import { z } from 'zod'
import { jsonObjectSchema } from '../json-object.ts'
import { templateInputSchema } from '../workflow/template-inputs.ts'
import { jobSchema } from './jobs.ts'
import { continuesAfter, pageFields, sortFields } from './paging.ts'
import { adminProcedure, contentSchema, readProcedure, timestamp, writeProcedure } from './procedure.ts'

export const workflowStatuses = ['draft', 'saved'] as const
/** The final statuses. */
export const endStatuses = ['completed', 'failed', 'cancelled'] as const
export const executionStatuses = ['pending', 'running', ...endStatuses] as const

/** The role of a video or an image at a node of a workflow. */
export const roles = ['output', 'input', 'intermediate'] as const
export type Role = (typeof roles)[number]

const id = z.string().min(1).max(200)
const ids = z.object({ ids: z.array(id).min(1).max(10_000) })
const name = z.string().trim().min(1, 'A name needs at least one letter.').max(500)
const description = z.string().max(10_000).nullable()

/** A text is kept byte for byte; an object is stored as its JSON text. */
const definition = z.union([z.string(), jsonObjectSchema])

/** A row of `workflows`. */
export const workflowSchema = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  /** One of `workflowStatuses`, or another program's value. */
  status: z.string().nullable(),
  created_at: timestamp.nullable(),
  updated_at: timestamp.nullable(),
  last_executed_at: timestamp.nullable(),
})

/** A workflow as lists show it. */
export const listedWorkflowSchema = workflowSchema.extend({
  /** Null when the definition cannot be parsed. */
  node_count: z.number().nullable(),
  output_count: z.number(),
  execution_count: z.number(),
  is_template: z.boolean(),
  /** The newest output videos, at most eight. */
  outputs: z.array(z.object({ id: z.string(), file_hash: z.string() })),
  /** The state of the newest execution. */
  last_status: z.string().nullable(),
})
export type ListedWorkflow = z.infer<typeof listedWorkflowSchema>

/** A row of `workflow_videos`, with the video. */
export const associationSchema = z.object({
  workflow_id: z.string(),
  video_id: z.string(),
  node_id: z.string(),
  node_type: z.string(),
  /** One of `roles`, or another program's value. */
  role: z.string(),
  execution_id: z.string().nullable(),
  created_at: timestamp.nullable(),
})
export type Association = z.infer<typeof associationSchema>

/** An association of a video or an image: a row of `workflow_videos` or `workflow_images`. */
export const contentAssociationSchema = associationSchema.extend({
  /** Null for an image. */
  video_id: z.string().nullable(),
  file_hash: z.string(),
})
export type ContentAssociation = z.infer<typeof contentAssociationSchema>

export const associatedVideoSchema = associationSchema.extend({
  name: z.string(),
  file_path: z.string(),
  file_hash: z.string(),
  resolution: z.string().nullable(),
  duration_seconds: z.number().nullable(),
})
export type AssociatedVideo = z.infer<typeof associatedVideoSchema>

/** A row of `workflow_images`, with the image. */
export const workflowImageSchema = associationSchema.omit({ video_id: true }).extend({
  image_id: z.string(),
  name: z.string(),
  file_hash: z.string(),
  missing_since: timestamp.nullable(),
  /** Of an input without an execution: that of a video whose file names the image as an input of the node. */
  execution_id: z.string().nullable(),
})
export type WorkflowImage = z.infer<typeof workflowImageSchema>

export const workflowDetailsSchema = workflowSchema.extend({
  /** The definition, byte for byte as given. */
  definition: z.string(),
  /** The values that it asks for as a template; null if it is none. */
  template_inputs: z.array(templateInputSchema).nullable(),
  /** The template that it was started from, which may be gone; null for others. */
  template_id: z.string().nullable(),
  /** The graph that ComfyUI ran, in its API format, from a file that carries both; it names the definition’s values. */
  prompt: z.string().nullable(),
  /** Newest first. */
  videos: z.array(associatedVideoSchema),
  /** Those read for the newest videos first, then the newest first. */
  images: z.array(workflowImageSchema),
})
export type WorkflowDetails = z.infer<typeof workflowDetailsSchema>

/** A video by its id, or a video or an image by its content. */
const contentOfAssociation = {
  video_id: id.optional(),
  file_hash: contentSchema.shape.file_hash.optional(),
}

/** An association of a video or an image. Replaces the one of the same workflow, content and node. */
export const newAssociationSchema = z.object({
  ...contentOfAssociation,
  node_id: id,
  /** The node's type in the definition when omitted. */
  node_type: z.string().min(1).max(500).optional(),
  role: z.enum(roles).default('output'),
  execution_id: id.optional(),
})

/** A use of a video: the workflow and node that made or read it. */
export const videoUseSchema = associationSchema.extend({
  workflow_name: z.string(),
  execution_status: z.string().nullable(),
  execution_started_at: timestamp.nullable(),
})

/** A use of a content: the workflow and node that made or read it. */
export const contentUseSchema = videoUseSchema.omit({ video_id: true }).extend(contentSchema.shape)
export type ContentUse = z.infer<typeof contentUseSchema>

/** An input of a template, with the value that its definition has. */
export const askedInputSchema = templateInputSchema.extend({
  /** A whole number that a double cannot represent is a text of its digits. */
  default: z.union([z.string(), z.number(), z.boolean(), z.null()]),
  /** Title or type of the node; null if the definition no longer has it. */
  node_title: z.string().nullable(),
  /** A sentence if the definition no longer has the value, or one of another type; null otherwise. */
  problem: z.string().nullable(),
})

const measured = z.object({ takes: z.number(), size_bytes: z.number() })

/** The takes of a workflow: those that an archive would take over, and those in archives. */
export const archiveStateSchema = z.object({
  /** Takes whose files in the library would leave for the archive. */
  leaving: measured,
  /** Takes that stay, because another workflow has them too. */
  shared: z.number(),
  /** Takes without a file in the library: those outside of it stay there. */
  outside: z.number(),
  archived: measured,
  /** The archives that have these takes, by path; `is_present` is false if the file is missing or offline. */
  archives: z.array(measured.extend({ path: z.string(), is_present: z.boolean() })),
})
export type ArchiveState = z.infer<typeof archiveStateSchema>
/** The columns that a list of workflows can be sorted by; `executed` is the time of the last run. */
export const workflowSorts = ['updated', 'executed', 'created', 'name', 'outputs', 'nodes', 'runs'] as const
export type WorkflowSort = (typeof workflowSorts)[number]

export const workflows = {
  list: readProcedure
    .meta(continuesAfter(({ id }: ListedWorkflow) => id))
    .route({ method: 'GET', path: '/workflows', summary: 'List workflows, last changed first by default' })
    .input(
      z.object({
        /** Matches a part of the name or description, ignoring case. */
        search: z.string().max(200).optional(),
        status: z.enum(workflowStatuses).optional(),
        /** Only templates, or only other workflows. */
        is_template: z.boolean().optional(),
        ...sortFields(workflowSorts, 'updated'),
        ...pageFields(100, 500),
      }),
    )
    .output(z.object({ items: z.array(listedWorkflowSchema), total: z.number() })),
  get: readProcedure
    .meta({ isKept: true })
    .route({ method: 'GET', path: '/workflows/{id}', summary: 'Get a workflow with its definition and videos' })
    .input(z.object({ id }))
    .output(workflowDetailsSchema),
  create: writeProcedure
    .route({ method: 'POST', path: '/workflows', summary: 'Create a workflow, a draft by default' })
    .input(
      z.object({
        /** Generated when omitted. */
        id: id.optional(),
        name,
        description: description.optional(),
        definition,
        status: z.enum(workflowStatuses).default('draft'),
      }),
    )
    .output(workflowDetailsSchema),
  /** Saving (`status: 'saved'`) may associate the videos and images of its nodes; all or none. */
  update: writeProcedure
    .route({ method: 'PATCH', path: '/workflows/{id}', summary: 'Change the given fields' })
    .input(
      z.object({
        id,
        name: name.optional(),
        description: description.optional(),
        definition: definition.optional(),
        status: z.enum(workflowStatuses).optional(),
        /** Makes it a template that asks for these values, in this order; null makes it a plain workflow again. */
        template_inputs: z.array(templateInputSchema).max(100).nullable().optional(),
        videos: z.array(newAssociationSchema).max(10_000).optional(),
      }),
    )
    .output(workflowDetailsSchema),
  /** Its videos stay. `restore` undoes it. */
  remove: writeProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'POST', path: '/workflows/remove', summary: 'Remove workflows with their executions' })
    .input(ids)
    .output(z.object({ removed: z.array(z.string()) })),
  restore: writeProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'POST', path: '/workflows/restore', summary: 'Undo a removal' })
    .input(ids)
    .output(z.object({ restored: z.array(z.string()) })),
  duplicate: writeProcedure
    .route({ method: 'POST', path: '/workflows/{id}/duplicate', summary: 'Duplicate a workflow as a draft' })
    .input(z.object({ id, name: name.optional() }))
    .output(workflowDetailsSchema),
  template: readProcedure
    .route({ method: 'GET', path: '/workflows/{id}/template', summary: 'List what a template asks for' })
    .input(z.object({ id }))
    .output(z.object({ inputs: z.array(askedInputSchema) })),
  /**
   * Creates a draft with the definition of a template, in which the given values replace its own; the rest stays byte
   * for byte. A file is given by the id of a take or an image: the definition gets its name, or its path where it had
   * one, and the content becomes an input of the node.
   */
  start: writeProcedure
    .route({ method: 'POST', path: '/workflows/{id}/start', summary: 'Start a workflow from a template' })
    .input(
      z.object({
        id,
        /** That of the template when omitted. */
        name: name.optional(),
        /** By the names of the inputs; an input without a value keeps that of the definition. */
        values: z.record(z.string(), z.union([z.string().max(1_000_000), z.number(), z.boolean()])).default({}),
      }),
    )
    .output(workflowDetailsSchema),
  /**
   * Reads a definition in JSON, or the graph that ComfyUI stored in an image or a video. Takes an absolute path on the
   * library's computer, or the name that `POST /uploads` returned, and not both. The file is not imported.
   */
  fromFile: writeProcedure
    .route({
      method: 'POST',
      path: '/workflows/file',
      summary: 'Create a draft from a definition, or from an image or a video that contains one',
    })
    .input(
      z.object({
        path: z.string().min(1).max(4096).optional(),
        upload: z.string().min(1).max(100).optional(),
        /** The name of the file when omitted, without its ending and ComfyUI's counter. */
        name: name.optional(),
      }),
    )
    .output(workflowDetailsSchema),
  /** The draft has one node with the generation details and the video as its output. */
  fromVideo: writeProcedure
    .route({
      method: 'POST',
      path: '/videos/{video_id}/workflow',
      summary: 'Create a draft from the generation details of a video',
    })
    .input(z.object({ video_id: id, name: name.optional() }))
    .output(workflowDetailsSchema),
  /** Takes the id of a video, or the hash of a content, and not both. */
  associate: writeProcedure
    .meta({ hasDryRun: true })
    .route({
      method: 'PUT',
      path: '/workflows/{workflow_id}/videos',
      summary: 'Associate a video or an image with a node',
    })
    .input(newAssociationSchema.extend({ workflow_id: id }))
    .output(contentAssociationSchema),
  /** Undo by associating the content again. */
  dissociate: writeProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'POST', path: '/workflows/{workflow_id}/videos/remove', summary: 'Remove an association' })
    .input(z.object({ workflow_id: id, ...contentOfAssociation, node_id: id }))
    .output(contentAssociationSchema),
  archiveState: readProcedure
    .route({ method: 'GET', path: '/workflows/{id}/archive', summary: 'Count what an archive takes over, or has' })
    .input(z.object({ id }))
    .output(archiveStateSchema),
  /**
   * Starts the job that writes a bundle of the workflow to a new `.zip`, reads it back, and then deletes the library’s
   * own files of its takes, which stay in the catalogue as archived. Takes of other workflows stay, as do images and
   * files outside of the library. `fetchArchived` undoes it.
   */
  archive: adminProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'POST', path: '/workflows/{id}/archive', summary: 'Archive a workflow with its media' })
    .input(z.object({ id, path: z.string().min(1) }))
    .output(jobSchema),
  /** Starts the job that fetches the takes back from their archives, which stay. @throws NOT_FOUND if none is there */
  fetchArchived: writeProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'POST', path: '/workflows/{id}/archive/fetch', summary: 'Fetch archived takes back' })
    .input(z.object({ id }))
    .output(jobSchema),
  ofVideo: readProcedure
    .route({
      method: 'GET',
      path: '/videos/{video_id}/workflows',
      summary: 'List the workflows that made or used a video',
    })
    .input(z.object({ video_id: id }))
    .output(z.array(videoUseSchema)),
  /** Of an image too. */
  ofContent: readProcedure
    .route({
      method: 'GET',
      path: '/contents/{file_hash}/workflows',
      summary: 'List the workflows that made or used a content',
    })
    .input(contentSchema)
    .output(z.array(contentUseSchema)),
}
