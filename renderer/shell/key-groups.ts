import { analysesKeys } from '../analyses/analyses-page.tsx'
import { configurationKeys } from '../analyses/configurations.tsx'
import { graphKeys } from '../components/graph/graph-canvas.tsx'
import { histogramKeys } from '../components/histograms/value-histogram.tsx'
import type { KeyGroup, ListedKeys } from '../components/key-groups.ts'
import type { KeyBinding } from '../components/keys.ts'
import { correctionKeys } from '../components/lanes/correction-keys.ts'
import { laneKeys } from '../components/lanes/lane-keys.ts'
import { listKeys } from '../components/list-keys.ts'
import { playerKeys } from '../components/player/commands.ts'
import { taggingKeys } from '../components/tags/rating-labels.ts'
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
import { paletteKeys } from './command-palette.tsx'
import { everywhereKeys, libraryKeys } from './commands.ts'

type Row = Pick<KeyBinding, 'id' | 'keys' | 'label' | 'isFixed'>

/** Returns the keys of a view, without those of another table that it also has. */
function group(name: string, pages: readonly string[] | undefined, ...tables: (readonly Row[])[]): KeyGroup {
  const bindings = tables.flat().flatMap(({ id, keys, label, isFixed }): ListedKeys[] => {
    const isOwn = id?.startsWith(`${name}: `)
    return isOwn ? [{ id: `${name}: ${keys}`, keys, label, ...(isFixed && { isFixed }) }] : []
  })
  return { name, pages, bindings }
}

const tables = ['library', 'images', 'versions', 'trash', 'workflows', 'executions', 'analyses', 'processing']

/** All keys of the window, from the tables that handle them. */
export const keyGroups: readonly KeyGroup[] = [
  group('Anywhere', undefined, paletteKeys, everywhereKeys),
  group('Lists', [...tables, 'timelines', 'workflow'], listKeys),
  group('Rating and tags', ['library', 'take', 'images'], taggingKeys),
  group('Library', ['library'], libraryKeys, scrubKeys, takeKeys),
  group('A take', ['take'], videoKeys),
  group('Player', ['take'], playerKeys),
  group('Ranges of a take', ['take'], laneKeys),
  group('Ranges corrected by hand', ['take'], correctionKeys),
  group('Images', ['images'], imageKeys),
  group('Duplicates', ['duplicates'], deskKeys),
  group('New versions', ['versions'], versionsKeys),
  group('Trash', ['trash'], trashKeys),
  group('Workflows', ['workflows'], workflowsKeys),
  group('A workflow', ['workflow'], workflowKeys),
  group('Graphs', ['workflow', 'lineage', 'timeline'], graphKeys),
  group('Lineage', ['lineage'], lineageKeys),
  group('Analyses', ['analyses'], analysesKeys, configurationKeys),
  group('Histograms', ['take', 'analyses'], histogramKeys),
  group('Processing', ['processing'], processingKeys),
  group('Timelines', ['timelines'], timelinesKeys),
  group('A timeline', ['timeline'], timelineKeys),
  group('A checkpoint', ['timeline'], checkpointKeys),
]
