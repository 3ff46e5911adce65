import { z } from 'zod'
import { type AiEvidence, evidenceKinds } from '../generation/ai-evidence.ts'
import { unverifiedReasons } from '../generation/credentials.ts'
import { tagSources } from '../generation/reading.ts'
import { jobSchema } from './jobs.ts'
import { linkEvidence } from './lineage.ts'
import { contentSchema, readProcedure, timestamp, writeProcedure } from './procedure.ts'

const video = z.object({ video_id: z.string().max(200) })
const position = z.object({ position: z.coerce.number().int().min(0) })

/** A text embedded in a file. `embedded.tag` returns the text itself. */
const tagSchema = z.object({
  /** The index of the text among those of the content. */
  position: z.number(),
  /** The file itself, a text file beside it (sidecar), or an image or video of the same name (sibling). */
  source: z.enum(tagSources),
  /** The path of the file that carries the text. */
  path: z.string(),
  /** The key as its writer spells it. */
  key: z.string(),
  /** The length in characters. */
  length: z.number(),
})
export type EmbeddedTag = z.infer<typeof tagSchema>

/** An embedded text itself. */
const embeddedTextSchema = tagSchema.omit({ length: true }).extend({ value: z.string() })

const text = z.string().nullable()

/** The content credentials (C2PA) of a file, as stated. */
const credentialsSchema = z.object({
  /** Null when the manifest cannot be parsed. */
  manifest: text,
  title: text,
  generator: text,
  issuer: text,
  actions: z.array(z.object({ action: z.string(), tool: text, source_type: text, when: text })),
  ingredients: z.array(z.object({ title: text, format: text, relationship: text, manifest: text })),
  /** True if the signature matches the file; absent if it was not verified. */
  signature: z.enum(['valid', 'invalid']).optional(),
  /** Why the signature was not verified; absent if it was, and in readings of earlier versions. */
  unverified: z.enum(unverifiedReasons).optional(),
})

/** A file that the content was made from, with the video or image of that content if there is one. */
const inputSchema = z.object({
  /** The origin of the statement: a workflow's input or an ingredient of the content credentials. */
  kind: z.enum(['input', 'ingredient']),
  name: z.string(),
  node_id: text,
  node_type: text,
  /** SHA-256 in lower-case hex; null when the content is unknown or only likely. */
  input_hash: text,
  video_id: text,
  video_name: text,
  /** The library's image with this content. */
  media_id: text,
  /** Of `input_hash` if known; else `likely` with a likely content, or `told`, since the file names an input. */
  evidence: z.enum(linkEvidence),
  /** A content that is likely the input; `lineage.decide` confirms or rejects it. */
  likely: z.object({ input_hash: z.string(), video_id: text, video_name: text, media_id: text }).nullable(),
})
export type EmbeddedInput = z.infer<typeof inputSchema>

/** A reason to say that a model made a content. */
const aiEvidenceSchema = z.object({
  kind: z.enum(evidenceKinds),
  text: z.string(),
  /** The signer of the credentials, as stated by the certificate. */
  signer: z.string().optional(),
  /** True if the signature of the credentials was verified. */
  verified: z.boolean().optional(),
}) satisfies z.ZodType<AiEvidence>

/** The generation details that a file carries. `generations` and `workflows` hold the data derived from them. */
export const embeddedReadingSchema = z.object({
  /** The parser that understood the texts; null when none did or there are none. */
  parser: text,
  parser_version: z.number(),
  read_at: timestamp,
  tags: z.array(tagSchema),
  inputs: z.array(inputSchema),
  credentials: credentialsSchema.nullable(),
  /** The reasons to say that a model made the content or part of it, the strongest first. */
  ai_evidence: z.array(aiEvidenceSchema),
  /** Sentences about texts that were left out or could not be parsed. */
  notes: z.array(z.string()),
})
export type EmbeddedReading = z.infer<typeof embeddedReadingSchema>

export const embedded = {
  /** Returns null when the file has not been read. */
  get: readProcedure
    .route({ method: 'GET', path: '/videos/{video_id}/embedded', summary: 'Get the metadata embedded in a file' })
    .input(video)
    .output(embeddedReadingSchema.nullable()),
  tag: readProcedure
    .route({
      method: 'GET',
      path: '/videos/{video_id}/embedded/{position}',
      summary: 'Get one embedded text, verbatim',
    })
    .input(video.extend(position.shape))
    .output(embeddedTextSchema),
  /** As `get`, of any content that was read: of an image, or of a video that was removed since. */
  ofContent: readProcedure
    .route({ method: 'GET', path: '/contents/{file_hash}/embedded', summary: 'Get the metadata embedded in a content' })
    .input(contentSchema)
    .output(embeddedReadingSchema.nullable()),
  tagOfContent: readProcedure
    .route({
      method: 'GET',
      path: '/contents/{file_hash}/embedded/{position}',
      summary: 'Get one embedded text of a content, verbatim',
    })
    .input(contentSchema.extend(position.shape))
    .output(embeddedTextSchema),
  /**
   * Parses the kept texts again that older parsers read, and reads files that were never read. Returns null when
   * nothing is due.
   */
  reread: writeProcedure
    .route({ method: 'POST', path: '/embedded/reread', summary: 'Re-read embedded metadata where due' })
    .output(jobSchema.nullable()),
}
