import { analysesKeys } from '../analyses/analyses-page.tsx'
import { graphKeys } from '../components/graph/graph-canvas.tsx'
import type { KeyBinding } from '../components/keys.ts'
import { laneKeys } from '../components/lanes/lane-keys.ts'
import { listKeys } from '../components/list-keys.ts'
import { playerKeys } from '../components/player/commands.ts'
import { deskKeys } from '../duplicates/desk-keys.ts'
import { imageKeys } from '../images/image-keys.ts'
import { scrubKeys } from '../library/scrub.ts'
import { takeKeys } from '../library/take-keys.ts'
import { lineageKeys } from '../lineage/lineage-keys.ts'
import { processingKeys } from '../processing/processing-page.tsx'
import { checkpointKeys } from '../timelines/checkpoint-keys.ts'
import { timelineKeys } from '../timelines/timeline-keys.ts'
import { timelinesKeys } from '../timelines/timelines-page.tsx'
import { trashKeys } from '../trash/trash-page.tsx'
import { versionsKeys } from '../versions/versions-page.tsx'
import { videoKeys } from '../video/video-keys.ts'
import { workflowKeys } from '../workflows/use-workflow-moves.ts'
import { workflowsKeys } from '../workflows/workflows-page.tsx'
import { paletteKey } from './command-palette.tsx'
import { everywhereKeys, libraryKeys } from './commands.ts'

export interface KeyGroup {
  name: string
  bindings: readonly Pick<KeyBinding, 'keys' | 'label'>[]
}

/** All keys of the window for the key help, from the tables that handle them. */
export const keyGroups: readonly KeyGroup[] = [
  { name: 'Anywhere', bindings: [paletteKey, ...everywhereKeys] },
  { name: 'Lists', bindings: listKeys },
  { name: 'Library', bindings: [...libraryKeys, ...scrubKeys, ...takeKeys] },
  { name: 'A take', bindings: videoKeys },
  { name: 'Player', bindings: playerKeys },
  { name: 'Ranges of a take', bindings: laneKeys },
  { name: 'Images', bindings: imageKeys },
  { name: 'Duplicates', bindings: deskKeys },
  { name: 'New versions', bindings: versionsKeys },
  { name: 'Trash', bindings: trashKeys },
  { name: 'Workflows', bindings: workflowsKeys },
  { name: 'A workflow', bindings: workflowKeys },
  { name: 'Graphs', bindings: graphKeys },
  { name: 'Lineage', bindings: lineageKeys },
  { name: 'Analyses', bindings: analysesKeys },
  { name: 'Processing', bindings: processingKeys },
  { name: 'Timelines', bindings: timelinesKeys },
  { name: 'A timeline', bindings: timelineKeys },
  { name: 'A checkpoint', bindings: checkpointKeys },
]
