import { z } from 'zod'
import { procedure, timestamp } from './procedure.ts'

export const workflowStatuses = ['draft', 'saved'] as const
/** Those after which nothing changes any more. */
export const endStatuses = ['completed', 'failed', 'cancelled'] as const
export const executionStatuses = ['pending', 'running', ...endStatuses] as const

/** What a video is to a node of a workflow. */
export const roles = ['output', 'input', 'intermediate'] as const
export type Role = (typeof roles)[number]

const id = z.string().min(1).max(200)
const ids = z.object({ ids: z.array(id).min(1).max(10_000) })
const name = z.string().trim().min(1, 'A name needs at least one letter.').max(500)
const description = z.string().max(10_000).nullable()

/** A text is kept byte for byte; an object as the JSON text of it. */
const definition = z.union([z.string(), z.record(z.string(), z.json())])

/** A row of `workflows`. */
export const workflowSchema = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  /** One of `workflowStatuses`, or what another program wrote. */
  status: z.string().nullable(),
  created_at: timestamp.nullable(),
  updated_at: timestamp.nullable(),
  last_executed_at: timestamp.nullable(),
})

/** What lists show of a workflow. */
export const listedWorkflowSchema = workflowSchema.extend({
  /** Null where the definition cannot be read. */
  node_count: z.number().nullable(),
  output_count: z.number(),
  execution_count: z.number(),
  /** The newest videos that are its outputs, at most eight. */
  outputs: z.array(z.object({ id: z.string(), file_hash: z.string() })),
  /** Of the newest execution. */
  last_status: z.string().nullable(),
})
export type ListedWorkflow = z.infer<typeof listedWorkflowSchema>

/** A row of `workflow_videos`, with the video. */
export const associationSchema = z.object({
  workflow_id: z.string(),
  video_id: z.string(),
  node_id: z.string(),
  node_type: z.string(),
  /** One of `roles`, or what another program wrote. */
  role: z.string(),
  execution_id: z.string().nullable(),
  created_at: timestamp.nullable(),
})
export type Association = z.infer<typeof associationSchema>

export const associatedVideoSchema = associationSchema.extend({
  name: z.string(),
  file_path: z.string(),
  file_hash: z.string(),
  resolution: z.string().nullable(),
  duration_seconds: z.number().nullable(),
})
export type AssociatedVideo = z.infer<typeof associatedVideoSchema>

/** An image that went into a node, as a take of the workflow says in its own file. */
export const workflowImageSchema = z.object({
  node_id: z.string(),
  image_id: z.string(),
  name: z.string(),
  file_hash: z.string(),
  missing_since: timestamp.nullable(),
  /** The run in which that take was made, where one is known. */
  execution_id: z.string().nullable(),
})
export type WorkflowImage = z.infer<typeof workflowImageSchema>

export const workflowDetailsSchema = workflowSchema.extend({
  /** As it was given, byte for byte. */
  definition: z.string(),
  /** Newest first. */
  videos: z.array(associatedVideoSchema),
  /** Those of the newest takes first. */
  images: z.array(workflowImageSchema),
})
export type WorkflowDetails = z.infer<typeof workflowDetailsSchema>

/** What a video is associated as. Given again, it replaces what the same workflow, video and node had. */
export const newAssociationSchema = z.object({
  video_id: id,
  node_id: id,
  /** That of the node in the definition when left out. */
  node_type: z.string().min(1).max(500).optional(),
  role: z.enum(roles).default('output'),
  execution_id: id.optional(),
})

/** One place in which a video was made or used. */
export const videoUseSchema = associationSchema.extend({
  workflow_name: z.string(),
  execution_status: z.string().nullable(),
  execution_started_at: timestamp.nullable(),
})
export type VideoUse = z.infer<typeof videoUseSchema>

export const workflows = {
  list: procedure
    .route({ method: 'GET', path: '/workflows', summary: 'Workflows, the last changed first unless asked otherwise' })
    .input(
      z.object({
        /** Part of the name or the description, any case. */
        search: z.string().max(200).optional(),
        status: z.enum(workflowStatuses).optional(),
        sort: z.enum(['updated', 'executed', 'created', 'name']).default('updated'),
        order: z.enum(['asc', 'desc']).default('desc'),
        offset: z.int().min(0).default(0),
        limit: z.int().min(1).max(500).default(100),
      }),
    )
    .output(z.object({ items: z.array(listedWorkflowSchema), total: z.number() })),
  get: procedure
    .route({ method: 'GET', path: '/workflows/{id}', summary: 'One workflow with its definition and videos' })
    .input(z.object({ id }))
    .output(workflowDetailsSchema),
  create: procedure
    .route({ method: 'POST', path: '/workflows', summary: 'Keep a new workflow, a draft unless asked otherwise' })
    .input(
      z.object({
        /** Made by Rushes when left out. */
        id: id.optional(),
        name,
        description: description.optional(),
        definition,
        status: z.enum(workflowStatuses).default('draft'),
      }),
    )
    .output(workflowDetailsSchema),
  /** Saving, `status: 'saved'`, may bring the videos that its nodes made; all or nothing. */
  update: procedure
    .route({ method: 'PATCH', path: '/workflows/{id}', summary: 'Change what is given' })
    .input(
      z.object({
        id,
        name: name.optional(),
        description: description.optional(),
        definition: definition.optional(),
        status: z.enum(workflowStatuses).optional(),
        videos: z.array(newAssociationSchema).max(10_000).optional(),
      }),
    )
    .output(workflowDetailsSchema),
  /** Its videos stay. `restore` undoes it. */
  remove: procedure
    .route({ method: 'POST', path: '/workflows/remove', summary: 'Remove workflows with their executions' })
    .input(ids)
    .output(z.object({ removed: z.array(z.string()) })),
  restore: procedure
    .route({ method: 'POST', path: '/workflows/restore', summary: 'Undo that' })
    .input(ids)
    .output(z.object({ restored: z.array(z.string()) })),
  duplicate: procedure
    .route({ method: 'POST', path: '/workflows/{id}/duplicate', summary: 'A new draft with the same definition' })
    .input(z.object({ id, name: name.optional() }))
    .output(workflowDetailsSchema),
  /** One node that holds the generation details, with the video as its output. */
  fromVideo: procedure
    .route({ method: 'POST', path: '/videos/{video_id}/workflow', summary: 'A new draft from how a video was made' })
    .input(z.object({ video_id: id, name: name.optional() }))
    .output(workflowDetailsSchema),
  associate: procedure
    .route({ method: 'PUT', path: '/workflows/{workflow_id}/videos', summary: 'Associate a video with a node' })
    .input(newAssociationSchema.extend({ workflow_id: id }))
    .output(associationSchema),
  /** To associate it again is the undo. */
  dissociate: procedure
    .route({ method: 'POST', path: '/workflows/{workflow_id}/videos/remove', summary: 'Take an association back' })
    .input(z.object({ workflow_id: id, video_id: id, node_id: id }))
    .output(associationSchema),
  ofVideo: procedure
    .route({ method: 'GET', path: '/videos/{video_id}/workflows', summary: 'Where a video was made and used' })
    .input(z.object({ video_id: id }))
    .output(z.array(videoUseSchema)),
}
