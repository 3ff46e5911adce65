import { z } from 'zod'
import { readProcedure, writeProcedure } from './procedure.ts'

export const lineageDirections = ['both', 'from', 'into'] as const
export type LineageDirection = (typeof lineageDirections)[number]

/**
 * Why a link is shown. `proven`: by a content hash, by the manifest of content credentials, or because the input was at
 * its path in the same ComfyUI folder when the file was made. `told`: a person or a program stated it. `likely`: one
 * content has the name and was there at the time; only a person can tell whether it is the one.
 */
export const linkEvidence = ['proven', 'told', 'likely'] as const
export type LinkEvidence = (typeof linkEvidence)[number]

export const linkDecisions = ['confirmed', 'rejected'] as const
export type LinkDecision = (typeof linkDecisions)[number]

/** The largest number of contents in one response, and of links between them. */
export const maxLineageNodes = 2000
/** See `maxLineageNodes`. */
export const maxLineageEdges = 10_000

const text = z.string().nullable()

/** A content of the lineage: a video or image of the library, another file, or one that is known by name only. */
export const lineageNodeSchema = z.object({
  /** The content hash; for a content known by name only, an id within the response. */
  id: z.string(),
  /** SHA-256 in lower-case hex, `algorithm:digest` for other algorithms; null when only the name is known. */
  file_hash: text,
  /** The library's video with this content. */
  video_id: text,
  /** The library's image with this content. */
  image_id: text,
  name: z.string(),
  codec: text,
  duration_seconds: z.number().nullable(),
  missing_since: text,
  /** The number of steps from the start along the shortest path walked. */
  distance: z.number(),
  /** True if the library knows further neighbours in the requested direction that the response omits. */
  goes_on: z.boolean(),
})
export type LineageNode = z.infer<typeof lineageNodeSchema>

/**
 * A link: one content was made from another, or likely was. States the evidence, the source of that knowledge and what
 * made it.
 */
export const lineageEdgeSchema = z.object({
  id: z.string(),
  /** The id of the input. */
  from: z.string(),
  /** The id of the output. */
  to: z.string(),
  /**
   * `workflow`: associations of a run or workflow. `processing`: cached processing. `input` and `ingredient`: the
   * file's own workflow or content credentials.
   */
  kind: z.enum(['workflow', 'processing', 'input', 'ingredient']),
  evidence: z.enum(linkEvidence),
  /** The name of an input as the file spells it; null for other kinds. */
  input_name: text,
  /** The name of the workflow, the action of the processing, or the program of the credentials. */
  label: text,
  workflow_id: text,
  execution_id: text,
  /** The workflow's node: for `workflow` the one that made the output, for `input` the one that read the input. */
  node_id: text,
  node_type: text,
  /** The id of the cached processing. */
  job_id: text,
})
export type LineageEdge = z.infer<typeof lineageEdgeSchema>

export const lineageSchema = z.object({
  /** The id of the start node. */
  start: z.string(),
  /** Ordered by distance from the start. */
  nodes: z.array(lineageNodeSchema),
  edges: z.array(lineageEdgeSchema),
  /** True if contents within the depth were omitted because of the limits. */
  truncated: z.boolean(),
  /** The number of omitted direct neighbours. Contents behind them are not counted. */
  left_out: z.number(),
})
export type Lineage = z.infer<typeof lineageSchema>

/** A decision about a likely link; null is none. The contents are named by their SHA-256. */
const decisionSchema = z.object({
  /** The content that names the input. */
  file_hash: z.string().min(1).max(300),
  /** The name of the input as the file spells it, as in `input_name` of the link. */
  name: z.string().min(1).max(10_000),
  input_hash: z.string().min(1).max(300),
  decision: z.enum(linkDecisions).nullable(),
})
export type LinkDecisionInput = z.infer<typeof decisionSchema>

export const lineage = {
  /** Nodes are contents, so copies and removed and re-imported videos are one node. A cycle ends where it closes. */
  get: readProcedure
    .route({ method: 'GET', path: '/lineage', summary: 'Get the lineage of a video, an image or any content' })
    .input(
      z
        .object({
          video_id: z.string().max(200).optional(),
          /** Any content in place of a video, as an image: SHA-256 in lower-case hex, or `algorithm:digest`. */
          file_hash: z.string().min(1).max(300).optional(),
          /** The number of steps from the start. */
          depth: z.int().min(1).max(maxLineageNodes).default(3),
          /** `from`: the contents it was made from. `into`: the contents made from it. */
          direction: z.enum(lineageDirections).default('both'),
        })
        .refine(({ video_id, file_hash }) => (video_id === undefined) !== (file_hash === undefined), {
          message: 'It takes a video or a hash, and not both.',
          path: ['video_id'],
        }),
    )
    .output(lineageSchema),
  /**
   * Confirms or rejects likely links. A confirmed one counts as made-from, a rejected one is not shown again. Returns
   * the decisions before; pass them to undo.
   */
  decide: writeProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'POST', path: '/lineage/decisions', summary: 'Confirm or reject likely links' })
    .input(z.object({ decisions: z.array(decisionSchema).min(1).max(10_000) }))
    .output(z.object({ before: z.array(decisionSchema) })),
}
