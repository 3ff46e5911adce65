import { analysesKeys } from '../analyses/analyses-page.tsx'
import { duplicateKeys } from '../duplicates/decision-words.ts'
import { laneKeys } from '../lanes/use-lane-keys.ts'
import { lineageKeys } from '../lineage/lineage-graph.tsx'
import { playerCommands } from '../player/commands.ts'
import { taggingKeys } from '../tagging/rating-words.ts'
import { videoKeys } from '../video/use-video-keys.ts'
import { graphKeys } from '../workflows/workflow-graph.tsx'
import { workflowKeys } from '../workflows/workflows-page.tsx'

interface KeyGroup {
  name: string
  keys: readonly (readonly [chord: string, words: string])[]
}

/** Every key of the window, for the help. What a key does is written where it is handled; the words here follow it. */
export const keyGroups: readonly KeyGroup[] = [
  {
    name: 'Anywhere',
    keys: [
      ['Mod+K', 'Commands and takes'],
      ['/', 'Search takes'],
      ['Mod+I', 'Import files'],
      ['Mod+Shift+I', 'Import a folder'],
      ['Mod+Z', 'Undo'],
      ['[', 'Fold the sidebar'],
      [']', 'Fold the inspector'],
      ['?', 'All keys'],
    ],
  },
  {
    name: 'A take',
    keys: videoKeys.map(({ key, words }) => [key, words]),
  },
  {
    name: 'Library',
    keys: [
      ['G', 'Show as a grid'],
      ['L', 'Show as a list'],
      ['↑ ↓ ← →', 'Go to another take'],
      ['Shift+↑ ↓ ← →', 'Extend the selection'],
      ['Home', 'Newest take'],
      ['End', 'Oldest take'],
      ['PageUp', 'A page up'],
      ['PageDown', 'A page down'],
      ['Mod+A', 'Select all'],
      ['Mod+Space', 'Add to the selection'],
      ['Esc', 'Select nothing'],
      [', .', 'Look through a take'],
      ['Enter', 'Open'],
      ...taggingKeys.map(({ key, words }): [string, string] => [key, words]),
      ['F2', 'Rename'],
      ['Del', 'Remove from library'],
    ],
  },
  {
    name: 'Images',
    keys: [
      ['↑ ↓ ← →', 'Go to another image'],
      ['Shift+↑ ↓ ← →', 'Extend the selection'],
      ['Home', 'Newest image'],
      ['End', 'Oldest image'],
      ['Mod+A', 'Select all'],
      ['Enter', 'Show large'],
      ['Esc', 'Select nothing'],
      ['Del', 'Remove from library'],
    ],
  },
  { name: 'Analyses and processing', keys: analysesKeys.map(({ key, words }) => [key, words]) },
  { name: 'Duplicates', keys: duplicateKeys.map(({ key, words }) => [key, words]) },
  {
    name: 'Player',
    keys: Object.values(playerCommands).map(({ key, words }) => [key, words]),
  },
  { name: 'Ranges of a take', keys: laneKeys.map(({ key, words }) => [key, words]) },
  { name: 'Workflows', keys: workflowKeys.map(({ key, words }) => [key, words]) },
  { name: 'Graph of a workflow', keys: graphKeys.map(({ key, words }) => [key, words]) },
  { name: 'Lineage', keys: lineageKeys.map(({ key, words }) => [key, words]) },
]
