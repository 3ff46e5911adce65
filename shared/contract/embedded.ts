import { z } from 'zod'
import { tagSources } from '../generation/reading.ts'
import { jobSchema } from './jobs.ts'
import { procedure, timestamp } from './procedure.ts'

const video = z.object({ video_id: z.string().max(200) })

/** A text embedded in a file. `embedded.tag` returns the text itself. */
const tagSchema = z.object({
  /** The index of the text among those of the video. */
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

const text = z.string().nullable()

/** The content credentials (C2PA) of a file, as stated. The signature is not verified. */
const credentialsSchema = z.object({
  /** Null when the manifest cannot be parsed. */
  manifest: text,
  title: text,
  generator: text,
  issuer: text,
  actions: z.array(z.object({ action: z.string(), tool: text, source_type: text, when: text })),
  ingredients: z.array(z.object({ title: text, format: text, relationship: text, manifest: text })),
})

/** A file that the video was made from, with the video of that content if there is one. */
const inputSchema = z.object({
  /** The origin of the statement: a workflow's input or an ingredient of the content credentials. */
  kind: z.enum(['input', 'ingredient']),
  name: z.string(),
  node_id: text,
  node_type: text,
  /** SHA-256 in lower-case hex; null when the file was not found. */
  input_hash: text,
  video_id: text,
  video_name: text,
  /** The library's image with this content. */
  media_id: text,
})
export type EmbeddedInput = z.infer<typeof inputSchema>

/** The generation details that a file carries. `generations` and `workflows` hold the data derived from them. */
export const embeddedReadingSchema = z.object({
  /** The parser that understood the texts; null when none did or there are none. */
  parser: text,
  parser_version: z.number(),
  read_at: timestamp,
  tags: z.array(tagSchema),
  inputs: z.array(inputSchema),
  credentials: credentialsSchema.nullable(),
  /** Sentences about texts that were left out or could not be parsed. */
  notes: z.array(z.string()),
})
export type EmbeddedReading = z.infer<typeof embeddedReadingSchema>

export const embedded = {
  /** Returns null when the file has not been read. */
  get: procedure
    .route({ method: 'GET', path: '/videos/{video_id}/embedded', summary: 'Get the metadata embedded in a file' })
    .input(video)
    .output(embeddedReadingSchema.nullable()),
  tag: procedure
    .route({
      method: 'GET',
      path: '/videos/{video_id}/embedded/{position}',
      summary: 'Get one embedded text, verbatim',
    })
    .input(video.extend({ position: z.coerce.number().int().min(0) }))
    .output(tagSchema.omit({ length: true }).extend({ value: z.string() })),
  /**
   * Parses the kept texts again that older parsers read, and reads files that were never read. Returns null when
   * nothing is due.
   */
  reread: procedure
    .route({ method: 'POST', path: '/embedded/reread', summary: 'Re-read embedded metadata where due' })
    .output(jobSchema.nullable()),
}
