import { keyTable } from '../components/keys.ts'
import { texts } from './texts.ts'

/** The actions on the selected checkpoint. Each returns false if none is selected. */
export interface CheckpointMoves {
  compare: () => unknown
  fork: () => unknown
  run: () => unknown
  rename: () => unknown
  choose: () => unknown
  prune: () => unknown
}

/** Keys of the selected checkpoint. */
export const checkpointKeys = keyTable<CheckpointMoves>('A checkpoint', [
  { keys: 'C', label: texts.compareWithTheNext, run: ({ compare }) => compare() },
  { keys: 'N', label: texts.fork, run: ({ fork }) => fork() },
  { keys: 'R', label: texts.runAStage, run: ({ run }) => run() },
  { keys: 'F2', label: texts.nameTheScenario, run: ({ rename }) => rename() },
  { keys: 'M', label: texts.markAsChosen, run: ({ choose }) => choose() },
  { keys: 'Delete', label: texts.prune, run: ({ prune }) => prune() },
])
