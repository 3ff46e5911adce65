import type { Version } from '../../shared/contract/versions.ts'
import type { Core } from '../core.ts'
import type { Transaction } from '../database/connection/write.ts'
import { answerVersion, countVersions, listVersions, reopenVersion, type VersionFilter } from '../database/versions.ts'
import { requireVideo } from '../database/videos.ts'
import { os } from './calls/implement.ts'

async function list(
  core: Core,
  filter: VersionFilter,
  page: { offset: number; limit: number },
): Promise<{ items: Version[]; total: number }> {
  const rows = await listVersions(core.db, filter, page)
  const items = await Promise.all(
    rows.map(async ({ video_id, previous_id, ...version }) => ({
      video: await requireVideo(core.db, video_id),
      previous: await requireVideo(core.db, previous_id),
      ...version,
    })),
  )
  return { items, total: await countVersions(core.db, filter) }
}

/** Changes versions in one transaction and returns the ids of those that `changeOne` found. */
async function change(
  core: Core,
  ids: readonly string[],
  changeOne: (transaction: Transaction, id: string) => Promise<boolean>,
): Promise<{ video_ids: string[] }> {
  return await core.write(async (transaction) => {
    const changed: string[] = []
    for (const id of new Set(ids)) if (await changeOne(transaction, id)) changed.push(id)
    // What is carried over may belong to these tables.
    if (changed.length > 0) transaction.touch('videos', 'workflows', 'executions')
    return { video_ids: changed }
  })
}

export const versions = {
  list: os.versions.list.handler(({ input, context: { core } }) => list(core, input, input)),
  answer: os.versions.answer.handler(({ input, context: { core } }) =>
    change(core, input.video_ids, ({ db, now }, id) => answerVersion(db, id, input.answer, now)),
  ),
  reopen: os.versions.reopen.handler(({ input, context: { core } }) =>
    change(core, input.video_ids, ({ db }, id) => reopenVersion(db, id)),
  ),
}
