/**
 * The primary keys of the tables that the journal follows, as migrations 32, 34, 38, 44 and 45 order their columns,
 * and of those of which it has only relinks of folders and removals from a cache (`unfollowed.ts`).
 */
export const keysOfTables: Readonly<Record<string, readonly string[]>> = {
  videos: ['id'],
  media: ['Id'],
  workflows: ['id'],
  tagged_videos: ['video_id', 'tag_key'],
  video_generation: ['video_id'],
  image_generation: ['file_hash'],
  workflow_videos: ['video_id', 'workflow_id', 'node_id'],
  workflow_images: ['file_hash', 'workflow_id', 'node_id'],
  duplicate_decisions: ['first_hash', 'second_hash'],
  link_decisions: ['file_hash', 'name', 'input_hash'],
  saved_searches: ['id'],
  video_versions: ['video_id'],
  timelines: ['id'],
  checkpoints: ['id'],
  collections: ['id'],
  collected_videos: ['video_id', 'collection_id'],
  video_notes: ['video_id'],
  tagged_images: ['file_hash', 'tag_key'],
  image_notes: ['file_hash'],
  locations: ['path'],
  watched_folders: ['path'],
  dismissed_files: ['path'],
  analysis_jobs: ['id'],
  processing_jobs: ['job_id'],
}

/** Tables whose removed rows have tombstones: the journal records that a row was added or removed, without columns. */
export const tablesWithTombstones = ['videos', 'media', 'workflows', 'analysis_jobs', 'processing_jobs'] as const
