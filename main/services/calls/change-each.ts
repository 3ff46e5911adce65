import type { Core } from '../../core.ts'
import type { Transaction } from '../../database/connection/write.ts'

/**
 * Changes workflows, or versions that carry over places in workflows, in one transaction. Returns the ids of those that
 * `change` found.
 */
export async function changeEach(
  core: Core,
  ids: readonly string[],
  change: (transaction: Transaction, id: string) => Promise<boolean>,
): Promise<string[]> {
  return await core.write(async (transaction) => {
    const changed: string[] = []
    for (const id of new Set(ids)) if (await change(transaction, id)) changed.push(id)
    if (changed.length > 0) transaction.touch('videos', 'workflows', 'executions')
    return changed
  })
}
