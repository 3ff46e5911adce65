import type { DecidedGroup, Grouping } from '../../shared/contract/duplicates.ts'
import { formatCount } from '../../shared/units.ts'
import { client } from '../client.ts'
import { showError } from '../components/notice.tsx'
import { offerUndo } from '../components/undoable.ts'

/** Decides one group and says so, with a way back that Ctrl Z shares. Answers whether it happened. */
export async function resolveGroup(group: DecidedGroup): Promise<boolean> {
  return await resolve(() => client.duplicates.resolve({ groups: [group] }))
}

/** The same of all groups as they were shown. */
export async function resolveAllGroups(grouping: Grouping, version: string): Promise<boolean> {
  return await resolve(() => client.duplicates.resolveAll({ ...grouping, version }))
}

async function resolve(call: () => ReturnType<typeof client.duplicates.resolve>): Promise<boolean> {
  try {
    const { id, removed, decided } = await call()
    const words =
      removed.length > 0 ? `Removed ${formatCount(removed.length, 'take')}` : `Decided ${formatCount(decided, 'pair')}`
    offerUndo(words, () => client.duplicates.undo({ id }))
    return true
  } catch (error) {
    showError(error)
    return false
  }
}
