import type { Generated } from 'kysely'
import type { TagSource } from '../../shared/generation/reading.ts'

type Timestamp = string
type JsonText = string

/** What the file of a content says of how it was made, as a parser reads it. One row for each content that was looked at. */
export interface EmbeddedReadingsTable {
  file_hash: string
  /** Null where nobody knows what the file says, or it says nothing. */
  parser: string | null
  /** Of all parsers together, when it was read. */
  parser_version: number
  /** What the parser made of it, but for the definition. */
  reading: JsonText | null
  /** SHA-256 of the key of the definition that it found, which texts that differ in seeds only share; lower-case hex. */
  definition_hash: string | null
  /** The workflow that the definition was kept as. It may be gone by now. */
  workflow_id: string | null
  credentials: JsonText | null
  /** The label of the manifest of the content credentials. */
  manifest: string | null
  /** What is not kept of the file's texts, and why: sentences. */
  left_out: Generated<JsonText>
  /** What of the texts could not be read: sentences. */
  notes: Generated<JsonText>
  read_at: Generated<Timestamp>
}

/** One text that a file carries, or a file beside it, as it is. */
export interface EmbeddedMetadataTable {
  file_hash: string
  position: number
  source: TagSource
  /** The file that carries it. */
  path: string
  key: string
  value: string
}

/** A file that went into the making of a content, as its own file says. */
export interface EmbeddedInputsTable {
  file_hash: string
  position: number
  /** Of a workflow, or of content credentials. */
  kind: 'input' | 'ingredient'
  name: string
  node_id: string | null
  node_type: string | null
  /** The label of the ingredient's own manifest. */
  manifest: string | null
  /** Its content, where it was found. */
  input_hash: string | null
}
