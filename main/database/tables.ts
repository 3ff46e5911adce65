import type { Generated, Selectable } from 'kysely'
import type { Job, JobItem } from '../../shared/contract/jobs.ts'
import type { SampledFilesTable, TrashedCopiesTable } from './copy-tables.ts'
import type { DuplicateDecisionsTable, DuplicateResolutionsTable, PerceptualHashesTable } from './duplicate-tables.ts'
import type { EmbeddedInputsTable, EmbeddedMetadataTable, EmbeddedReadingsTable } from './embedded-tables.ts'
import type { MediaTable, RemovedMediaTable } from './media-table.ts'
import type { DismissedFilesTable, VideoVersionsTable, WatchedFoldersTable } from './rescan-tables.ts'

/** SQLite's `CURRENT_TIMESTAMP` text, UTC. */
type Timestamp = string
/** JSON text, parsed where the row is read. */
type JsonText = string

/** `videos` as ../../docs/database.md has it: the Media Manager's columns first, then ours, which all have defaults. */
export interface VideosTable {
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
  /** Stars, 1 to 5. */
  rating: number | null
}

/** What people put on videos, in words. `tag_key` is what two spellings of one tag have in common. */
export interface TaggedVideosTable {
  video_id: string
  tag_key: string
  tag: string
}

/** A path at which a content was seen. `mtime_ms` is whole milliseconds; `sample_hash` is the sampled XxHash64. */
export interface LocationsTable {
  path: string
  file_hash: string
  size_bytes: number
  mtime_ms: number
  sample_hash: string
  seen_at: Generated<Timestamp>
  verified_at: Timestamp | null
  missing_since: Timestamp | null
}

export interface JobsTable {
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
  /** Unix milliseconds of the last sign of life. */
  heartbeat_ms: number
  cancel_requested: Generated<number>
  /** Whether it is to begin nothing new: 0 or 1. */
  paused: Generated<number>
  /** What an import was asked for. */
  request: JsonText | null
  created_at: Generated<Timestamp>
  started_at: Timestamp | null
  finished_at: Timestamp | null
}

export interface JobItemsTable {
  job_id: string
  seq: number
  path: string
  outcome: JobItem['outcome']
  video_id: string | null
  error: JsonText | null
}

/** What a removal took out of the library, whole, so that it can be put back. */
export interface RemovedVideosTable {
  id: string
  file_hash: string
  video: JsonText
  locations: JsonText
  /** Rows of other tables that named it. */
  related: JsonText
  removed_at: Generated<Timestamp>
  /** 1 where another video had the content then, and kept the locations; null before migration 3. */
  shared: number | null
}

/** The standard's table. Hashes are `algorithm:hexdigest`; `created_at` is a Unix time in seconds. */
export interface AnalysisJobsTable {
  id: Generated<number>
  file_path: string
  file_hash: string
  config_hash: string
  ranges: JsonText | null
  metadata: JsonText | null
  created_at: number
}

/** The standard's table, as above. */
export interface ProcessingJobsTable {
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

/** All inputs of a processing that has several, the first one too. */
export interface ProcessingInputsTable {
  job_id: string
  position: number
  path: string
  hash: string
}

/** What a hash of a configuration stands for, where somebody said. `config` is in the canonical form. */
export interface ConfigurationsTable {
  config_hash: string
  name: string | null
  config: JsonText | null
}

/** Rows that were taken out of the cache, so that they can be put back. */
export interface RemovedAnalysesTable {
  id: number
  file_path: string
  file_hash: string
  config_hash: string
  ranges: JsonText | null
  metadata: JsonText | null
  created_at: number
}

/** The same of processing. */
export interface RemovedProcessingTable {
  id: number
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

/** One row: the folder in which the library lay when it was last opened. */
export interface LibraryTable {
  id: 1
  folder: string
}

/** How a video was made by a model; the Media Manager's columns. */
export interface VideoGenerationTable {
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

/** The Media Manager's columns. `definition` is the text as it was given. */
export interface WorkflowsTable {
  id: string
  name: string
  description: string | null
  status: Generated<string | null>
  definition: string
  created_at: Generated<Timestamp | null>
  updated_at: Generated<Timestamp | null>
  last_executed_at: Timestamp | null
}

/** One run of a workflow; the Media Manager's columns. */
export interface WorkflowExecutionsTable {
  id: string
  workflow_id: string
  status: string
  started_at: Generated<Timestamp | null>
  completed_at: Timestamp | null
  error: string | null
  execution_data: JsonText | null
}

/** What a video is to a node of a workflow; the Media Manager's columns. */
export interface WorkflowVideosTable {
  workflow_id: string
  video_id: string
  node_id: string
  node_type: string
  role: string
  execution_id: string | null
  created_at: Generated<Timestamp | null>
}

/** Texts of definitions that were run, each once. */
export interface DefinitionsTable {
  id: Generated<number>
  definition: string
}

/** What an execution ran; a trigger writes it. */
export interface ExecutedDefinitionsTable {
  execution_id: string
  definition_id: number
}

/** What a removal took of a workflow, whole, so that it can be put back. */
export interface RemovedWorkflowsTable {
  id: string
  workflow: JsonText
  executions: JsonText
  /** Which definition each of them ran. */
  executed: JsonText
  associations: JsonText
  removed_at: Generated<Timestamp>
}

/** The index of the search over `videos`, under the same rowids; triggers keep it. */
export interface VideoSearchTable {
  name: string
  file_name: string
  prompt: string
  workflow: string
  tags: string
}

export interface Tables {
  library: LibraryTable
  videos: VideosTable
  tagged_videos: TaggedVideosTable
  locations: LocationsTable
  jobs: JobsTable
  job_items: JobItemsTable
  removed_videos: RemovedVideosTable
  analysis_jobs: AnalysisJobsTable
  processing_jobs: ProcessingJobsTable
  processing_inputs: ProcessingInputsTable
  configurations: ConfigurationsTable
  removed_analyses: RemovedAnalysesTable
  removed_processing: RemovedProcessingTable
  video_search: VideoSearchTable
  video_generation: VideoGenerationTable
  workflows: WorkflowsTable
  workflow_executions: WorkflowExecutionsTable
  workflow_videos: WorkflowVideosTable
  definitions: DefinitionsTable
  executed_definitions: ExecutedDefinitionsTable
  removed_workflows: RemovedWorkflowsTable
  embedded_readings: EmbeddedReadingsTable
  embedded_metadata: EmbeddedMetadataTable
  embedded_inputs: EmbeddedInputsTable
  perceptual_hashes: PerceptualHashesTable
  duplicate_decisions: DuplicateDecisionsTable
  duplicate_resolutions: DuplicateResolutionsTable
  media: MediaTable
  removed_media: RemovedMediaTable
  video_versions: VideoVersionsTable
  watched_folders: WatchedFoldersTable
  dismissed_files: DismissedFilesTable
  sampled_files: SampledFilesTable
  trashed_copies: TrashedCopiesTable
}

export type VideoRow = Selectable<VideosTable>
export type LocationRow = Selectable<LocationsTable>
export type JobRow = Selectable<JobsTable>
export type AnalysisRow = Selectable<AnalysisJobsTable>
export type ProcessingRow = Selectable<ProcessingJobsTable>
export type VersionRow = Selectable<VideoVersionsTable>
export type JobItemRow = Selectable<JobItemsTable>
export type GenerationRow = Selectable<VideoGenerationTable>
export type WorkflowRow = Selectable<WorkflowsTable>
export type ExecutionRow = Selectable<WorkflowExecutionsTable>
export type AssociationRow = Selectable<WorkflowVideosTable>
export type EmbeddedReadingRow = Selectable<EmbeddedReadingsTable>
export type EmbeddedMetadataRow = Selectable<EmbeddedMetadataTable>
export type EmbeddedInputRow = Selectable<EmbeddedInputsTable>
