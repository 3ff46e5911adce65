import { jobs as calls, type Job, type JobItem } from '../../shared/contract/jobs.ts'
import type { Core } from '../core.ts'
import type { Page } from '../database/connection/query-parts.ts'
import { countJobItems, listJobItems, listJobs, requireJob } from '../database/jobs.ts'
import type { JobRow } from '../database/tables.ts'
import { jobItemOf, jobOf, unwrittenItemOf } from '../jobs/job.ts'
import { implementCalls } from './calls/implement.ts'

const os = implementCalls({ jobs: calls })

/** Returns a job as its row says; if its end could not be written, as this process knows it. */
function currentJob(core: Core, row: JobRow): Job {
  return core.jobs.unwritten(row.id)?.job ?? jobOf(row)
}

interface ItemQuery extends Page {
  id: string
  outcome?: JobItem['outcome'] | undefined
}

/** Lists a page of the items of a job: those of the database, then those that could not be written. */
async function listItems(core: Core, query: ItemQuery): Promise<{ items: JobItem[]; total: number }> {
  await requireJob(core.db, query.id)
  const [rows, written] = await Promise.all([listJobItems(core.db, query), countJobItems(core.db, query)])
  const { items: all, written: next } = core.jobs.unwritten(query.id) ?? { items: [], written: 0 }
  const unwritten = all
    .map((item, index) => unwrittenItemOf(item, next + index))
    .filter(({ outcome }) => query.outcome === undefined || outcome === query.outcome)
  const left =
    query.after === undefined
      ? unwritten.slice(Math.max(0, query.offset - written))
      : unwritten.filter(({ seq }) => seq > Number(query.after))
  return { items: [...rows.map(jobItemOf), ...left].slice(0, query.limit), total: written + unwritten.length }
}

export const jobs = {
  list: os.jobs.list.handler(async ({ input, context: { core } }) =>
    (await listJobs(core.db, input.limit, input.after)).map((row) => currentJob(core, row)),
  ),
  get: os.jobs.get.handler(async ({ input, context: { core } }) =>
    currentJob(core, await requireJob(core.db, input.id)),
  ),
  items: os.jobs.items.handler(({ input, context: { core } }) => listItems(core, input)),
  pause: os.jobs.pause.handler(({ input, context: { core } }) => core.jobs.setPaused(input.id, true)),
  resume: os.jobs.resume.handler(({ input, context: { core } }) => core.jobs.setPaused(input.id, false)),
  cancel: os.jobs.cancel.handler(({ input, context: { core } }) => core.jobs.cancel(input.id)),
}
