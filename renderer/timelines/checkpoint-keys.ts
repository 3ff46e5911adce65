import { keyTable } from '../components/keys.ts'

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
  { keys: 'C', label: 'Compare with the next one selected', run: ({ compare }) => compare() },
  { keys: 'N', label: 'Fork', run: ({ fork }) => fork() },
  { keys: 'R', label: 'Run a stage', run: ({ run }) => run() },
  { keys: 'F2', label: 'Name the scenario', run: ({ rename }) => rename() },
  { keys: 'M', label: 'Mark as chosen', run: ({ choose }) => choose() },
  { keys: 'Delete', label: 'Prune', run: ({ prune }) => prune() },
])
