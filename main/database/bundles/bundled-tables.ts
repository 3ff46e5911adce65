import type { Tables } from '../tables.ts'

/** A table whose rows are in bundles. */
export interface BundledTable {
  name: keyof Tables
  /** Columns that identify a row in every library. */
  key: readonly [string, ...string[]]
  /** Selects the rows of a bundle; `chosen_…` are the temporary tables of `choose.ts`. */
  where: string
  /** Selects the rows of a bundle of a whole library, if that has others too. */
  whereAll?: string
  order: string
  /** Columns that mean something in one library only. */
  omit?: readonly string[]
  /** Columns about which a person decides if they differ. A value that only one side has stays. */
  asks?: readonly string[]
  /** The time that decides between two rows of one key. Without it and `asks`, the row in the library stays. */
  newer?: string
  /** Columns with the id of a video, an image or a collection, which may have another one in the other library. */
  ids?: Readonly<Record<string, 'video' | 'image' | 'collection'>>
  /** Columns with the path of a file, each with the column of its content. */
  paths?: Readonly<Record<string, string>>
  /** The column whose value names the row to people. */
  title?: string
}

const ofVideo = 'video_id IN (SELECT id FROM chosen_videos)'
const ofContent = 'file_hash IN (SELECT file_hash FROM chosen_contents)'
const hashes = "(SELECT 'sha256:' || file_hash FROM chosen_contents)"
const ofTimeline = 'timeline_id IN (SELECT id FROM chosen_timelines)'
const ofWorkflow = 'workflow_id IN (SELECT id FROM chosen_workflows)'
const madeHere = `output_hash IN ${hashes} OR (action = 'extract_audio' AND input_hash IN ${hashes})`

const generationColumns = [
  'provider',
  'model',
  'prompt',
  'generation_params',
  'job_id',
  'status',
  'error',
  'started_at',
  'completed_at',
]

/** The tables of a bundle, each after those that its rows refer to. A test says why the others are in none. */
export const bundledTables: readonly BundledTable[] = [
  {
    name: 'videos',
    key: ['id'],
    where: 'id IN (SELECT id FROM chosen_videos)',
    order: 'rowid',
    asks: ['name', 'rating', 'metadata'],
    ids: { id: 'video' },
    paths: { file_path: 'file_hash' },
    title: 'name',
  },
  {
    name: 'media',
    key: ['Id'],
    where: 'Id IN (SELECT id FROM chosen_images)',
    order: 'rowid',
    asks: ['Name', 'MediaStatus', 'UserId'],
    ids: { Id: 'image' },
    paths: { Path: 'file_hash' },
    title: 'Name',
  },
  {
    name: 'media_status_changes',
    key: ['media_id', 'changed_at', 'status', 'message', 'user_id', 'via'],
    where: 'media_id IN (SELECT id FROM chosen_images)',
    order: 'id',
    omit: ['id'],
    ids: { media_id: 'image' },
  },
  { name: 'tagged_videos', key: ['video_id', 'tag_key'], where: ofVideo, order: '1, 2', ids: { video_id: 'video' } },
  {
    name: 'video_notes',
    key: ['video_id'],
    where: ofVideo,
    order: '1',
    asks: ['colour', 'note'],
    ids: { video_id: 'video' },
  },
  {
    name: 'video_generation',
    key: ['video_id'],
    where: ofVideo,
    order: '1',
    asks: generationColumns,
    ids: { video_id: 'video' },
  },
  {
    name: 'image_generation',
    key: ['file_hash'],
    where: ofContent,
    order: '1',
    asks: generationColumns,
  },
  { name: 'tagged_images', key: ['file_hash', 'tag_key'], where: ofContent, order: '1, 2' },
  {
    name: 'image_notes',
    key: ['file_hash'],
    where: ofContent,
    order: '1',
    asks: ['rating', 'colour', 'note'],
  },
  {
    name: 'workflows',
    key: ['id'],
    where: 'id IN (SELECT id FROM chosen_workflows)',
    order: 'rowid',
    asks: ['name', 'description', 'status', 'definition', 'template_inputs'],
    title: 'name',
  },
  {
    name: 'definitions',
    key: ['definition'],
    where: `id IN (SELECT definition_id FROM executed_definitions
      WHERE execution_id IN (SELECT id FROM chosen_executions))`,
    order: 'id',
  },
  {
    name: 'workflow_executions',
    key: ['id'],
    where: 'id IN (SELECT id FROM chosen_executions)',
    order: 'rowid',
    asks: ['status', 'completed_at', 'error', 'execution_data'],
  },
  {
    name: 'executed_definitions',
    key: ['execution_id'],
    where: 'execution_id IN (SELECT id FROM chosen_executions)',
    order: '1',
  },
  {
    name: 'workflow_videos',
    key: ['workflow_id', 'video_id', 'node_id'],
    where: `${ofVideo} AND ${ofWorkflow}`,
    order: 'rowid',
    asks: ['role', 'execution_id'],
    ids: { video_id: 'video' },
  },
  {
    name: 'workflow_images',
    key: ['workflow_id', 'file_hash', 'node_id'],
    where: `${ofContent} AND ${ofWorkflow}`,
    order: 'rowid',
    asks: ['role', 'execution_id'],
  },
  {
    name: 'collections',
    key: ['id'],
    where: 'id IN (SELECT id FROM chosen_collections)',
    order: 'rowid',
    asks: ['name', 'note'],
    ids: { id: 'collection', cover_id: 'video' },
    title: 'name',
  },
  {
    name: 'collected_videos',
    key: ['collection_id', 'video_id'],
    where: 'collection_id IN (SELECT id FROM chosen_collections)',
    order: '1, position',
    ids: { collection_id: 'collection', video_id: 'video' },
  },
  {
    name: 'saved_searches',
    key: ['id'],
    where: '0',
    whereAll: '1',
    order: 'rowid',
    asks: ['name', 'query'],
    title: 'name',
  },
  {
    name: 'configurations',
    key: ['config_hash'],
    where: `config_hash IN (SELECT config_hash FROM analysis_jobs WHERE file_hash IN ${hashes}
      UNION SELECT config_hash FROM processing_jobs WHERE ${madeHere})`,
    whereAll: '1',
    order: '1',
  },
  {
    name: 'analysis_jobs',
    key: ['file_path', 'config_hash'],
    where: `file_hash IN ${hashes}`,
    whereAll: '1',
    order: 'created_at, id',
    omit: ['id'],
    newer: 'created_at',
    paths: { file_path: 'file_hash' },
  },
  {
    name: 'processing_jobs',
    key: ['action', 'input_path', 'config_hash'],
    where: madeHere,
    // The file of a proxy is in the cache.
    whereAll: "action <> 'proxy'",
    order: 'created_at, id',
    omit: ['id'],
    newer: 'created_at',
    paths: { input_path: 'input_hash', output_path: 'output_hash' },
  },
  {
    name: 'processing_inputs',
    key: ['job_id', 'position'],
    where: `job_id IN (SELECT job_id FROM processing_jobs WHERE ${madeHere})`,
    whereAll: '1',
    order: '1, 2',
    paths: { path: 'hash' },
  },
  { name: 'embedded_readings', key: ['file_hash'], where: ofContent, order: '1' },
  { name: 'embedded_metadata', key: ['file_hash', 'position'], where: ofContent, order: '1, 2' },
  { name: 'embedded_inputs', key: ['file_hash', 'position'], where: ofContent, order: '1, 2' },
  {
    name: 'link_decisions',
    key: ['file_hash', 'name', 'input_hash'],
    where: ofContent,
    order: '1, 2, 3',
    asks: ['decision'],
  },
  { name: 'perceptual_hashes', key: ['file_hash'], where: ofContent, order: '1' },
  {
    name: 'duplicate_decisions',
    key: ['first_hash', 'second_hash'],
    where: `first_hash IN (SELECT file_hash FROM chosen_contents)
      AND second_hash IN (SELECT file_hash FROM chosen_contents)`,
    whereAll: '1',
    order: '1, 2',
    asks: ['decision', 'trashed_hash'],
  },
  {
    name: 'timelines',
    key: ['id'],
    where: 'id IN (SELECT id FROM chosen_timelines)',
    order: 'seq',
    omit: ['seq'],
    asks: ['profile_name', 'chosen_checkpoint_id'],
    ids: { source_asset_id: 'video' },
    title: 'profile_name',
  },
  {
    name: 'timeline_frames',
    key: ['timeline_id', 'sequence'],
    where: ofTimeline,
    order: '1, 2',
  },
  {
    name: 'stage_outputs',
    key: ['output_hash'],
    where: `output_hash IN (SELECT output_hash FROM checkpoints WHERE ${ofTimeline})`,
    order: '1',
  },
  {
    name: 'checkpoints',
    key: ['id'],
    where: ofTimeline,
    order: 'seq',
    omit: ['seq'],
    asks: ['is_scenario', 'scenario_label', 'pruned_with'],
    title: 'scenario_label',
  },
]
