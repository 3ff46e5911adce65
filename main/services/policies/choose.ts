import { basename, sep } from 'node:path'
import type { PolicyChoice, PolicyPreview } from '../../../shared/contract/policies.ts'
import type { Core } from '../../core.ts'
import { timestampBefore } from '../../database/connection/timestamp.ts'
import { type Choice, sumChosen } from '../../database/policies.ts'
import { spellingsOf } from '../../storage/absolute-path.ts'
import type { Layout } from '../../storage/layout.ts'
import { outsideFolders } from '../../storage/media-folders.ts'
import { resolveFilter } from '../videos/resolve-filter.ts'
import { unreferencedCache } from './unreferenced-cache.ts'

/** The query of each rule that chooses takes. */
const queries: Record<Exclude<PolicyChoice['rule'], 'cache'>, string> = {
  older_than: '',
  quota: '',
  rejected: '(rating:1 OR tag:"rejected")',
  intermediates: 'role:intermediate -role:output -role:input',
}

/** Returns the takes that a policy chooses, except for those on a disk that is disconnected. */
export async function choiceOf(core: Core, policy: PolicyChoice & { rule: keyof typeof queries }): Promise<Choice> {
  const { rule, days, max_bytes, query } = policy
  const parts = [queries[rule], query.trim() && `(${query})`, '-offline:yes']
  const filter = await resolveFilter(core, { query: parts.filter(Boolean).join(' ') })
  return {
    filter,
    addedBefore: days === null ? undefined : timestampBefore(core.clock(), days),
    maxBytes: max_bytes ?? undefined,
    ownFolders: videoFolders(core.layout).map((path) => path + sep),
  }
}

/** Lists the folders that can hold videos, as paths in the database begin: few, so that an index finds them. */
function videoFolders(layout: Layout): string[] {
  const folders = layout.mediaFolders.filter((each) => each === layout.videos || each !== layout.images)
  const outside = outsideFolders(layout)
  return folders.flatMap((each) => (outside.includes(each) ? [each] : spellingsOf(layout, each)))
}

const samplesShown = 8

/** Counts and measures what a policy chooses now. */
export async function previewPolicy(core: Core, policy: PolicyChoice, signal?: AbortSignal): Promise<PolicyPreview> {
  if (policy.rule !== 'cache')
    return await sumChosen(core.db, await choiceOf(core, { ...policy, rule: policy.rule }), signal)
  const preview: PolicyPreview = { count: 0, size_bytes: 0, freed_bytes: 0, samples: [] }
  for await (const { path, size_bytes } of unreferencedCache(core)) {
    signal?.throwIfAborted()
    preview.count++
    preview.size_bytes += size_bytes
    if (preview.samples.length < samplesShown)
      preview.samples.push({ video_id: null, name: basename(path), size_bytes })
  }
  return { ...preview, freed_bytes: preview.size_bytes }
}
