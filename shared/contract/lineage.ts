import { z } from 'zod'
import { procedure } from './procedure.ts'

export const lineageDirections = ['both', 'from', 'into'] as const
export type LineageDirection = (typeof lineageDirections)[number]

/** Most contents in one answer, and most links between them. */
export const mostLineageNodes = 2000
/** See there. */
export const mostLineageEdges = 10_000

const text = z.string().nullable()

/** A content that takes part: a video or an image of the library, a file that is neither, or one that is known by its name only. */
export const lineageNodeSchema = z.object({
  /** Its hash, or for what is known by name only an id within the answer. */
  id: z.string(),
  /** SHA-256, lower-case hex (of another algorithm: with its name, `md5:…`); null where only the name is known. */
  file_hash: text,
  /** The video in the library with this content. */
  video_id: text,
  /** The image in the library with this content. */
  image_id: text,
  name: z.string(),
  codec: text,
  duration_seconds: z.number().nullable(),
  missing_since: text,
  /** How many steps from the start, by the shortest way that was walked. */
  distance: z.number(),
  /** Whether the library knows of more next to it than is in the answer: made from it, or that it was made from, as was asked. */
  goes_on: z.boolean(),
})
export type LineageNode = z.infer<typeof lineageNodeSchema>

/** That something was made from something: by whom it is known, and what made it. */
export const lineageEdgeSchema = z.object({
  id: z.string(),
  /** The id of what went in. */
  from: z.string(),
  /** The id of what was made. */
  to: z.string(),
  /**
   * `workflow`: associations of a run or workflow. `processing`: cached processing. `input`, `ingredient`: the file itself says so,
   * in a workflow that it carries or in content credentials.
   */
  kind: z.enum(['workflow', 'processing', 'input', 'ingredient']),
  /** What made it: the name of the workflow, the action of the processing, the program of the credentials. */
  label: text,
  workflow_id: text,
  execution_id: text,
  /** The node of the workflow: of `workflow` the one that made it, of `input` the one that read it. */
  node_id: text,
  node_type: text,
  /** Of the processing. */
  job_id: text,
})
export type LineageEdge = z.infer<typeof lineageEdgeSchema>

export const lineageSchema = z.object({
  /** The id of the node that it starts at. */
  start: z.string(),
  /** The nearest first. */
  nodes: z.array(lineageNodeSchema),
  edges: z.array(lineageEdgeSchema),
  /** Whether something within the depth is left out because it is too much. */
  truncated: z.boolean(),
  /** How many contents next to those in the answer are left out so; what is behind them is not counted. */
  left_out: z.number(),
})
export type Lineage = z.infer<typeof lineageSchema>

export const lineage = {
  /** By content, so that a copy and what was removed and imported again are one node. Circles end where they close. */
  get: procedure
    .route({ method: 'GET', path: '/lineage', summary: 'What a video was made from, and what was made from it' })
    .input(
      z
        .object({
          video_id: z.string().max(200).optional(),
          /** Instead of a video: any content, SHA-256 in lower-case hex, or `algorithm:digest`. */
          file_hash: z.string().min(1).max(300).optional(),
          /** How many steps from the start. */
          depth: z.int().min(1).max(mostLineageNodes).default(3),
          /** `from`: what it was made from. `into`: what was made from it. */
          direction: z.enum(lineageDirections).default('both'),
        })
        .refine(({ video_id, file_hash }) => (video_id === undefined) !== (file_hash === undefined), {
          message: 'It takes a video or a hash, and not both.',
          path: ['video_id'],
        }),
    )
    .output(lineageSchema),
}
