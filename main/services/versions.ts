import type { Version } from '../../shared/contract/versions.ts'
import type { Core } from '../core.ts'
import type { Db } from '../database/connection.ts'
import { toTimestamp } from '../database/timestamp.ts'
import { answerVersion, countVersions, listVersions, reopenVersion, type VersionFilter } from '../database/versions.ts'
import { requireVideo } from '../database/videos.ts'
import { os } from './implement.ts'

async function list(
  core: Core,
  filter: VersionFilter,
  stretch: { offset: number; limit: number },
): Promise<{ items: Version[]; total: number }> {
  const rows = await listVersions(core.db, filter, stretch)
  const items = await Promise.all(
    rows.map(async ({ video_id, previous_id, ...version }) => ({
      video: await requireVideo(core.db, video_id),
      previous: await requireVideo(core.db, previous_id),
      ...version,
    })),
  )
  return { items, total: await countVersions(core.db, filter) }
}

/** Changes those of `ids` that can be, in one transaction, and answers with them. */
async function change(
  core: Core,
  ids: readonly string[],
  one: (db: Db, id: string) => Promise<boolean>,
): Promise<{ video_ids: string[] }> {
  return await core.write(async (db, touch) => {
    const changed: string[] = []
    for (const id of new Set(ids)) if (await one(db, id)) changed.push(id)
    // What is carried over may be of any table.
    if (changed.length > 0) touch('videos', 'workflows', 'executions')
    return { video_ids: changed }
  })
}

export const versions = {
  list: os.versions.list.handler(({ input, context: { core } }) => list(core, input, input)),
  answer: os.versions.answer.handler(({ input, context: { core } }) =>
    change(core, input.video_ids, (db, id) => answerVersion(db, id, input.answer, toTimestamp(core.clock()))),
  ),
  reopen: os.versions.reopen.handler(({ input, context: { core } }) => change(core, input.video_ids, reopenVersion)),
}
