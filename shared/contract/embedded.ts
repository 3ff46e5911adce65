import { z } from 'zod'
import { tagSources } from '../generation/reading.ts'
import { jobSchema } from './jobs.ts'
import { procedure, timestamp } from './procedure.ts'

const video = z.object({ video_id: z.string().max(200) })

/** One text that a file carries; `embedded.tag` gives the text itself. */
const tagSchema = z.object({
  /** Its number among those of the video. */
  position: z.number(),
  /** The file itself, a text file beside it, or a picture or video of the same name. */
  source: z.enum(tagSources),
  /** The file that carries it. */
  path: z.string(),
  /** As its writer spells it. */
  key: z.string(),
  /** In characters. */
  length: z.number(),
})
export type EmbeddedTag = z.infer<typeof tagSchema>

const text = z.string().nullable()

/** The content credentials (C2PA) of a file, as they are stated; the signature is not verified. */
const credentialsSchema = z.object({
  /** Null where the manifest cannot be read. */
  manifest: text,
  title: text,
  generator: text,
  issuer: text,
  actions: z.array(z.object({ action: z.string(), tool: text, source_type: text, when: text })),
  ingredients: z.array(z.object({ title: text, format: text, relationship: text, manifest: text })),
})

/** A file that went into the making, with the video of its content where there is one. */
const inputSchema = z.object({
  /** Of a workflow, or of content credentials. */
  kind: z.enum(['input', 'ingredient']),
  name: z.string(),
  node_id: text,
  node_type: text,
  /** SHA-256, lower-case hex; null where the file was not found. */
  input_hash: text,
  video_id: text,
  video_name: text,
  /** The image of this content, where the library has it. */
  media_id: text,
})
export type EmbeddedInput = z.infer<typeof inputSchema>

/** What a file says of how it was made. What follows from it is in `generations` and `workflows`. */
export const embeddedReadingSchema = z.object({
  /** Which parser understood it; null where none did, or there is nothing. */
  parser: text,
  parser_version: z.number(),
  read_at: timestamp,
  tags: z.array(tagSchema),
  inputs: z.array(inputSchema),
  credentials: credentialsSchema.nullable(),
  /** What was left out or could not be read: sentences. */
  notes: z.array(z.string()),
})
export type EmbeddedReading = z.infer<typeof embeddedReadingSchema>

export const embedded = {
  /** Null where nobody looked into the file. */
  get: procedure
    .route({ method: 'GET', path: '/videos/{video_id}/embedded', summary: 'What a file says of how it was made' })
    .input(video)
    .output(embeddedReadingSchema.nullable()),
  tag: procedure
    .route({ method: 'GET', path: '/videos/{video_id}/embedded/{position}', summary: 'One of its texts, as it is' })
    .input(video.extend({ position: z.coerce.number().int().min(0) }))
    .output(tagSchema.omit({ length: true }).extend({ value: z.string() })),
  /**
   * Parses anew what older parsers read, out of what was kept of it, and reads the files that nobody has looked into. Null where
   * there is nothing to do.
   */
  reread: procedure
    .route({ method: 'POST', path: '/embedded/reread', summary: 'Read again how videos were made, where that is due' })
    .output(jobSchema.nullable()),
}
