import type { Generated } from 'kysely'
import type { LinkDecision } from '../../../shared/contract/lineage.ts'
import type { TagSource } from '../../../shared/generation/reading.ts'

type Timestamp = string
type JsonText = string

/** The tables of what files say about how they were made, and of how images were made. */
export interface EmbeddedTables {
  /** The results of the parsers; a row for each content whose file was read. */
  embedded_readings: {
    file_hash: string
    /** Null if the file says nothing about how it was made, or nothing that a parser knows. */
    parser: string | null
    parser_version: number
    /** The version that read the file, if that was an older one, because it was offline; else null. */
    file_version: number | null
    /** Everything but the definition. */
    reading: JsonText | null
    /** The path and the time of the file as it was read, in whole milliseconds; null if it was uploaded. */
    path: string | null
    mtime_ms: number | null
    /** SHA-256 of the definition without its seeds, lower-case hex. */
    definition_hash: string | null
    /** The workflow that holds the definition; it may have been removed since. */
    workflow_id: string | null
    credentials: JsonText | null
    /** Label of the manifest of the content credentials. */
    manifest: string | null
    /** Sentences: texts of the file that were not kept, and why. */
    left_out: Generated<JsonText>
    /** Sentences: texts that could not be parsed. */
    notes: Generated<JsonText>
    read_at: Generated<Timestamp>
    /** A sentence: the strongest evidence in the file that a model made it. */
    ai_evidence: string | null
    /** The kinds of all such evidence, in the order of `evidenceKinds`, with blanks between them. */
    ai_kinds: string | null
  }
  /** Texts that a file, its sidecar or its sibling (`path`) carries, unchanged. */
  embedded_metadata: {
    file_hash: string
    position: number
    source: TagSource
    path: string
    key: string
    value: string
  }
  /** Files that a content was made from, as its own file says. `manifest` is the label of the ingredient’s manifest. */
  embedded_inputs: {
    file_hash: string
    position: number
    /** Input of a workflow, or ingredient of content credentials. */
    kind: 'input' | 'ingredient'
    name: string
    node_id: string | null
    node_type: string | null
    manifest: string | null
    /** The content of the input; that of an `input` counts with evidence only. */
    input_hash: string | null
    /** ComfyUI's folder that `name` is relative to: `input`, `output` or `temp`; null for ingredients. */
    folder: string | null
    evidence: 'proven' | null
  }
  /** Decisions of people and programs about likely inputs, by content. `name` is as the file spells it. */
  link_decisions: {
    file_hash: string
    name: string
    input_hash: string
    decision: LinkDecision
    decided_at: Generated<Timestamp>
  }
  /** As `video_generation`, of images, by content. */
  image_generation: {
    file_hash: string
    provider: string | null
    model: string | null
    prompt: string | null
    generation_params: JsonText | null
    job_id: string | null
    status: string | null
    error: string | null
    started_at: Timestamp | null
    completed_at: Timestamp | null
  }
  /** As `tagged_videos`, of images, by content. */
  tagged_images: { file_hash: string; tag_key: string; tag: string }
  /** The rating of an image, its colour and the note on it, by content; one of them is not null. */
  image_notes: { file_hash: string; rating: number | null; colour: string | null; note: string | null }
  /** As `workflow_videos`, of images, by content. */
  workflow_images: {
    workflow_id: string
    file_hash: string
    node_id: string
    node_type: string
    role: string
    execution_id: string | null
    created_at: Generated<Timestamp | null>
  }
}
