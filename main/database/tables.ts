import type { Generated, Selectable } from 'kysely'
import type { Job, JobItem } from '../../shared/contract/jobs.ts'
import type { Version } from '../../shared/contract/versions.ts'
import type { DuplicateTables } from './duplicates/tables.ts'
import type { EmbeddedTables } from './embedded/tables.ts'
import type { JournalTables } from './journal/tables.ts'
import type { StorageTables } from './storage/tables.ts'
import type { TimelineTables } from './timelines/tables.ts'

// The types of the columns in schema.sql; test/database/schema.test.ts compares the two. docs/database.md says what
// each column holds.
//
// [Note: foreign values] In tables that other programs share, SQLite keeps whatever they write: text in a column of
// numbers, NULL in a text primary key or where their own table lacks NOT NULL. The types follow schema.sql, so the code
// that lists such rows converts or skips values of other types.

/** `YYYY-MM-DD HH:MM:SS`, UTC, as SQLite’s `CURRENT_TIMESTAMP`. Other programs write ISO 8601 or Unix seconds too. */
export type Timestamp = string
/** JSON text, parsed where the row is read. */
export type JsonText = string

export interface Tables extends EmbeddedTables, DuplicateTables, JournalTables, StorageTables, TimelineTables {
  /** The Media Manager’s columns, then ours. */
  videos: {
    id: string
    name: string
    file_path: string
    file_hash: string
    size_bytes: number
    duration_seconds: number | null
    resolution: string | null
    aspect_ratio: string | null
    codec: string | null
    fps: number | null
    source_type: string
    created_at: Generated<Timestamp | null>
    metadata: JsonText | null
    width: number | null
    height: number | null
    frame_rate: string | null
    frame_count: number | null
    bit_rate: number | null
    audio_codec: string | null
    rotation: number | null
    container: string | null
    rating: number | null
  }
  /** `tag_key` is what all spellings of a tag have in common. */
  tagged_videos: { video_id: string; tag_key: string; tag: string }
  /** Paths at which contents were found. `mtime_ms` is in whole milliseconds; `sample_hash` is the sampled XxHash64. */
  locations: {
    path: string
    file_hash: string
    size_bytes: number
    mtime_ms: number
    sample_hash: string
    seen_at: Generated<Timestamp>
    verified_at: Timestamp | null
    missing_since: Timestamp | null
  }
  jobs: {
    id: string
    kind: Job['kind']
    state: Job['state']
    title: string
    done: Generated<number>
    total: number | null
    unit: Job['unit']
    video_id: string | null
    added: Generated<number>
    duplicates: Generated<number>
    failed: Generated<number>
    made: Generated<number>
    cached: Generated<number>
    moved: Generated<number>
    unchanged: Generated<number>
    error: JsonText | null
    /** `host:pid:start` of the process that runs it. */
    owner: string
    /** Unix milliseconds. */
    heartbeat_ms: number
    cancel_requested: Generated<number>
    paused: Generated<number>
    request: JsonText | null
    created_at: Generated<Timestamp>
    started_at: Timestamp | null
    finished_at: Timestamp | null
  }
  job_items: {
    job_id: string
    seq: number
    path: string
    outcome: JobItem['outcome']
    video_id: string | null
    error: JsonText | null
  }
  /** Tombstones of videos. */
  removed_videos: {
    id: string
    file_hash: string
    video: JsonText
    locations: JsonText
    /** Rows of other tables that named the video. */
    related: JsonText
    removed_at: Generated<Timestamp>
    /** 1 if another video had the content and kept the locations; null in rows from before migration 3. */
    shared: number | null
  }
  /** The standard’s columns. Hashes are `algorithm:hexdigest`; `created_at` is in Unix seconds. */
  analysis_jobs: {
    id: Generated<number>
    file_path: string
    file_hash: string
    config_hash: string
    ranges: JsonText | null
    metadata: JsonText | null
    created_at: number
  }
  /** The standard’s columns, as above. */
  processing_jobs: {
    id: Generated<number>
    job_id: string
    action: string
    input_path: string
    input_hash: string
    config_hash: string
    output_path: string
    output_hash: string
    parameters: JsonText | null
    metadata: JsonText | null
    created_at: number
  }
  /** All inputs of a processing that has several, including the first. */
  processing_inputs: { job_id: string; position: number; path: string; hash: string }
  /** The analyser and the canonical JSON that a hash stands for, as far as known. */
  configurations: { config_hash: string; name: string | null; config: JsonText | null }
  /** Tombstones of analyses: rows evicted from the cache. */
  removed_analyses: Selectable<Tables['analysis_jobs']>
  /** Tombstones of processing. */
  removed_processing: Selectable<Tables['processing_jobs']>
  /** One row: the folder of the library when it was last opened, and when its images were checked for animations. */
  library: { id: 1; folder: string; animations_checked_at: Timestamp | null }
  /** The Media Manager’s columns. */
  video_generation: {
    video_id: string
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
  /** The Media Manager’s columns. `definition` is kept byte for byte. */
  workflows: {
    id: string
    name: string
    description: string | null
    status: Generated<string | null>
    definition: string
    created_at: Generated<Timestamp | null>
    updated_at: Generated<Timestamp | null>
    last_executed_at: Timestamp | null
    /** A list of what it asks for as a template; null if it is none. */
    template_inputs: JsonText | null
    /** The template that it was started from. */
    template_id: string | null
  }
  /** The Media Manager’s columns. */
  workflow_executions: {
    id: string
    workflow_id: string
    status: string
    started_at: Generated<Timestamp | null>
    completed_at: Timestamp | null
    error: string | null
    execution_data: JsonText | null
  }
  /** The Media Manager’s columns. */
  workflow_videos: {
    workflow_id: string
    video_id: string
    node_id: string
    node_type: string
    role: string
    execution_id: string | null
    created_at: Generated<Timestamp | null>
  }
  /** The definitions that executions ran, each once, and which one each ran, written by a trigger. */
  definitions: { id: Generated<number>; definition: string }
  executed_definitions: { execution_id: string; definition_id: number }
  /** Tombstones of workflows. `executed` holds the rows of `executed_definitions`. */
  removed_workflows: {
    id: string
    workflow: JsonText
    executions: JsonText
    executed: JsonText
    associations: JsonText
    removed_at: Generated<Timestamp>
    /** The rows of `workflow_images`. */
    images: Generated<JsonText>
  }
  /** Videos in an order of their own. */
  collections: {
    id: string
    name: string
    note: Generated<string>
    cover_id: string | null
    created_at: Generated<Timestamp>
  }
  collected_videos: { collection_id: string; video_id: string; position: number }
  /** The colour of a video and the note on it; one of them can be null. */
  video_notes: { video_id: string; colour: string | null; note: string | null }
  /** `response` is null while the call runs; `owner` is the process that makes it. */
  idempotency_keys: {
    caller: string
    key: string
    request_hash: string
    owner: string
    response: string | null
    created_at: Generated<Timestamp>
  }
  /** Named rules that move takes to the trash or delete files of the cache. */
  policies: {
    id: string
    name: string
    rule: string
    days: number | null
    max_bytes: number | null
    query: Generated<string>
    schedule: Generated<string>
    created_at: Generated<Timestamp>
    last_run_at: Timestamp | null
  }
  /** Settings of the library, each a JSON object. */
  library_settings: { name: string; value: JsonText }
  /** Queries that are kept under a name. */
  saved_searches: { id: string; name: string; query: string; created_at: Generated<Timestamp> }
  // Triggers keep these: the FTS5 index of `videos`, values of other tables for sorting, labels of ranges, a log of
  // changes, counts.
  video_search: {
    name: string | null
    file_name: string | null
    prompt: string | null
    workflow: string | null
    tags: string | null
  }
  video_sort_keys: {
    video_rowid: number
    provider: string | null
    model: string | null
    workflow: string | null
    /** The first 64 characters. */
    prompt: string | null
    seed: string | number | null
    /** In alphabetical order, with commas. */
    tags: string | null
  }
  analysis_labels: { label: string; analysis_id: number }
  video_changes: { seq: number; video_rowid: number }
  video_counts: { facet: string; value: unknown; count: number; size_bytes: number }
  replaced_video_counts: { source: string; facet: string; value: unknown; video_id: unknown; size_bytes: number }
  /** Images: columns of other programs, then ours. Rows without a `file_hash` are of other programs and not listed. */
  media: {
    Id: string
    Name: string
    Path: string
    MediaType: 'Image' | 'Video'
    MediaStatus: Generated<number>
    UserId: string | null
    file_hash: string | null
    size_bytes: number | null
    width: number | null
    height: number | null
    codec: string | null
    created_at: Timestamp | null
  }
  /** The history of `media.MediaStatus`; the columns from `message` to `via` are null for changes of other programs. */
  media_status_changes: {
    id: Generated<number>
    media_id: string
    status: number | null
    message: string | null
    user_id: string | null
    via: string | null
    changed_at: Generated<Timestamp>
  }
  /** Tombstones of images. */
  removed_media: {
    id: string
    file_hash: string
    media: JsonText
    locations: JsonText
    related: JsonText
    removed_at: Generated<Timestamp>
  }
  /** A video that was found at a path where another one had been. */
  video_versions: {
    video_id: string
    previous_id: string
    path: string
    noticed_at: Generated<Timestamp>
    /** Number of rows of other tables that would be copied to the new version, or were. */
    row_count: number
    answer: NonNullable<Version['answer']> | null
    answered_at: Timestamp | null
    carried: JsonText | null
    carried_rating: number | null
  }
  watched_folders: { path: string; paused: Generated<0 | 1>; added_at: Generated<Timestamp> }
  /** Files of removed videos and images, which watched folders do not import again while they are unchanged. */
  dismissed_files: { path: string; size_bytes: number; mtime_ms: number }
  leaving_files: { number: Generated<number>; path: string; owner: string }
}

export type VideoRow = Selectable<Tables['videos']>
export type LocationRow = Selectable<Tables['locations']>
export type JobRow = Selectable<Tables['jobs']>
export type JobItemRow = Selectable<Tables['job_items']>
export type AnalysisRow = Selectable<Tables['analysis_jobs']>
export type ProcessingRow = Selectable<Tables['processing_jobs']>
export type GenerationRow = Selectable<Tables['video_generation']>
export type WorkflowRow = Selectable<Tables['workflows']>
export type ExecutionRow = Selectable<Tables['workflow_executions']>
export type EmbeddedReadingRow = Selectable<Tables['embedded_readings']>
export type EmbeddedMetadataRow = Selectable<Tables['embedded_metadata']>
export type EmbeddedInputRow = Selectable<Tables['embedded_inputs']>
export type DuplicateDecisionRow = Selectable<Tables['duplicate_decisions']>
export type MediaRow = Selectable<Tables['media']>
export type TrashedCopyRow = Selectable<Tables['trashed_copies']>
