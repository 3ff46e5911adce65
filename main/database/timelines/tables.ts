import type { Generated } from 'kysely'
import type { FrameChoice } from '../../../shared/contract/timelines.ts'
import type { JsonText, Timestamp } from '../tables.ts'

/** The tables of timelines, their frames and their checkpoints. `seq` is the order of creation. */
export interface TimelineTables {
  timelines: {
    seq: Generated<number>
    id: string
    source_video: string
    /** The id of a video, which may be gone, or of another program. */
    source_asset_id: string | null
    /** The content that the frames were extracted from. */
    file_hash: string | null
    profile_name: string
    at: FrameChoice
    fps: number | null
    every: number | null
    threshold: number | null
    /** Identifies the request; null for given frames. */
    request_hash: string | null
    job_id: string | null
    /** The number of frames; null until all are extracted. */
    frames: number | null
    root_checkpoint_id: string
    chosen_checkpoint_id: string | null
    created_at: Generated<Timestamp>
    removed_at: Timestamp | null
  }
  timeline_frames: {
    timeline_id: string
    sequence: number
    chunk_id: number
    timestamp: number
    perceptual_hash: string
    frame_number: number | null
    file_hash: string
    size_bytes: number
  }
  /** Canonical JSON, compressed if `encoding` says so. */
  stage_outputs: {
    output_hash: string
    size_bytes: number
    stored_bytes: number
    encoding: 'json' | 'zlib'
    content: Uint8Array
  }
  /** Only what the step itself added; the state is the fold over its ancestors. */
  checkpoints: {
    seq: Generated<number>
    id: string
    timeline_id: string
    parent_id: string | null
    stage_name: string | null
    output_hash: string | null
    config_overrides: JsonText | null
    stats: JsonText | null
    is_scenario: Generated<number>
    scenario_label: Generated<string>
    /** Identifies the run of a stage of the library; null for outputs of other programs. */
    run_hash: string | null
    /** The checkpoint with which it was pruned. */
    pruned_with: string | null
    /** Set if it was pruned with itself: the time of that. */
    pruned_at: Timestamp | null
    created_at: Generated<Timestamp>
  }
}
