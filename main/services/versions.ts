import { versions as calls, type Version } from '../../shared/contract/versions.ts'
import type { Core } from '../core.ts'
import {
  answerVersion,
  countVersions,
  listVersions,
  reopenVersion,
  type VersionFilter,
  type VersionPage,
} from '../database/versions.ts'
import { requireVideo } from '../database/videos.ts'
import { changeEach } from './calls/change-each.ts'
import { implementCalls } from './calls/implement.ts'

const os = implementCalls({ versions: calls })

async function list(
  core: Core,
  filter: VersionFilter,
  page: VersionPage,
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

export const versions = {
  list: os.versions.list.handler(({ input, context: { core } }) => list(core, input, input)),
  answer: os.versions.answer.handler(async ({ input, context: { core } }) => ({
    video_ids: await changeEach(core, input.video_ids, ({ db, now }, id) => answerVersion(db, id, input.answer, now)),
  })),
  reopen: os.versions.reopen.handler(async ({ input, context: { core } }) => ({
    video_ids: await changeEach(core, input.video_ids, ({ db }, id) => reopenVersion(db, id)),
  })),
}
