import type { DecidedGroup, Grouping } from '../../shared/contract/duplicates.ts'
import { formatCount } from '../../shared/units.ts'
import { client } from '../client.ts'
import { showError } from '../components/notice.tsx'
import { newStep, offerUndoOf } from '../components/offer-undo.ts'
import { texts } from './texts.ts'

/** Applies the decisions for a group and offers Undo. Returns whether it succeeded. */
export async function resolveGroup(group: DecidedGroup): Promise<boolean> {
  return await resolve((context) => client.duplicates.resolve({ groups: [group] }, { context }))
}

/** Applies the rules to all groups, unless they have changed since `version`, and offers Undo. */
export async function resolveAllGroups(grouping: Grouping, version: string): Promise<boolean> {
  return await resolve((context) => client.duplicates.resolveAll({ ...grouping, version }, { context }))
}

async function resolve(
  call: (context: { step: string }) => ReturnType<typeof client.duplicates.resolve>,
): Promise<boolean> {
  const step = newStep()
  try {
    const { removed, decided } = await call({ step })
    const words =
      removed.length > 0
        ? texts.removed(formatCount(removed.length, 'take'))
        : texts.pairsDecided(formatCount(decided, 'pair'))
    offerUndoOf(step, words)
    return true
  } catch (error) {
    showError(error)
    return false
  }
}
