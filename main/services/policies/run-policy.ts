import { rm } from 'node:fs/promises'
import type { Job } from '../../../shared/contract/jobs.ts'
import type { Policy } from '../../../shared/contract/policies.ts'
import { dayMs, parseTimestamp } from '../../../shared/units.ts'
import type { Core } from '../../core.ts'
import { countedDryRun, type DryRunEnd, isDryRun, presentVideo } from '../../database/journal/dry-run.ts'
import { listChosenIds, listPolicies, markPolicyRun } from '../../database/policies.ts'
import { eachFile, eachStep } from '../../jobs/each-file.ts'
import type { RunningJob } from '../../jobs/running-job.ts'
import { findOwned } from '../../storage/inside-library.ts'
import { removableVideos } from '../removal/removable.ts'
import { removeAll } from '../removal/remove.ts'
import { choiceOf, previewPolicy } from './choose.ts'
import { policyOf } from './policy-rows.ts'
import { unreferencedCache } from './unreferenced-cache.ts'

/** Takes that one transaction removes: few, so that other writers wait for a moment only. */
const takesAtOnce = 20

/**
 * Starts the job that moves the takes that a policy chooses to the trash, which is one step of the history; or deletes
 * files of the cache.
 */
export async function startPolicy(core: Core, policy: Policy): Promise<Job> {
  if (isDryRun()) throw await dryRun(core, policy)
  return await core.jobs.start({ kind: 'clean_up', title: policy.name, unit: 'files' }, async (running) => {
    await core.write(async ({ db, now, touch }) => {
      await markPolicyRun(db, policy.id, now)
      touch('policies')
    })
    const { rule } = policy
    if (rule === 'cache') await deleteCached(core, running)
    else await removeTakes(core, await listChosenIds(core.db, await choiceOf(core, { ...policy, rule })), running)
  })
}

async function removeTakes(core: Core, ids: readonly string[], running: RunningJob): Promise<void> {
  running.progress(0, ids.length)
  const chunks = Array.from({ length: Math.ceil(ids.length / takesAtOnce) }, (_, index) =>
    ids.slice(index * takesAtOnce, (index + 1) * takesAtOnce),
  )
  await eachStep(running, chunks, async (some) => {
    await removeAll(core, removableVideos, some, async (_transaction, removed) => {
      for (const { video } of removed) running.item({ path: video.file_path, outcome: 'moved', video_id: video.id })
    })
    running.advance(some.length)
  })
}

async function deleteCached(core: Core, running: RunningJob): Promise<void> {
  await eachFile(running, unreferencedCache(core), async ({ path }) => {
    const owned = await findOwned(core.layout, path)
    if (owned !== undefined) await rm(owned, { force: true })
  })
}

async function dryRun(core: Core, policy: Policy): Promise<DryRunEnd> {
  const { count, samples } = await previewPolicy(core, policy)
  const [tbl, op] = policy.rule === 'cache' ? (['cache', 'delete'] as const) : (['videos', 'delete'] as const)
  const videos = samples.flatMap(({ video_id, name }) =>
    video_id === null ? [] : [presentVideo({ id: video_id, name })],
  )
  return countedDryRun([{ tbl, op, rows: count }], videos)
}

const intervals = { daily: dayMs, weekly: 7 * dayMs } as const
const checkEveryMs = 60 * 60_000

/** Runs scheduled policies when they are due, as long as the library is open. The first run is an interval after. */
export function runScheduledPolicies(core: Core): { close(): Promise<void> } {
  let running = Promise.resolve()
  const check = () => {
    running = runDuePolicies(core).catch((error) => core.log.warn('policies not run', { error: String(error) }))
  }
  check()
  const timer = setInterval(check, checkEveryMs).unref()
  return {
    async close() {
      clearInterval(timer)
      await running
    },
  }
}

/** Starts the policies that are due. A time in the future, written before the clock was set back, does not count. */
export async function runDuePolicies(core: Core): Promise<void> {
  if (core.access.state !== 'writable') return
  const now = core.clock().getTime()
  for (const policy of (await listPolicies(core.db)).map(policyOf)) {
    if (policy.schedule === 'manual') continue
    const last = parseTimestamp(policy.last_run_at ?? policy.created_at)
    const interval = intervals[policy.schedule]
    if (now - last >= interval) await startPolicy(core, policy)
    // Else the policy would wait until the clock has caught up.
    else if (last - now > interval) await core.write(({ db, now: written }) => markPolicyRun(db, policy.id, written))
  }
}
