import type { DecidedGroup, Grouping } from '../../shared/contract/duplicates.ts'
import { formatCount } from '../../shared/units.ts'
import { client } from '../client.ts'
import { showError } from '../components/notice.tsx'
import { offerUndo } from '../components/offer-undo.ts'

/** Applies the decisions for a group and offers Undo. Returns whether it succeeded. */
export async function resolveGroup(group: DecidedGroup): Promise<boolean> {
  return await resolve(() => client.duplicates.resolve({ groups: [group] }))
}

/** Applies the rules to all groups, unless they have changed since `version`, and offers Undo. */
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
