import type { VideoDetails } from '../../shared/contract/videos.ts'

/** The fields of a take that was never rated, tagged, described or moved. */
export const blankVideo = {
  created_at: null,
  rating: null,
  tags: [],
  missing_since: null,
  overwritten_path: null,
  ai_evidence: null,
  provider: null,
  model: null,
  seed: null,
  prompt: null,
  workflow: null,
  colour: null,
  note: null,
  metadata: null,
  locations: [],
  has_proxy: false,
  media_status: null,
} satisfies Partial<VideoDetails>
