import { countJobItems, listJobItems, listJobs, requireJob } from '../database/jobs.ts'
import { jobItemOf, jobOf } from '../jobs/job.ts'
import { os } from './implement.ts'

export const jobs = {
  list: os.jobs.list.handler(async ({ input, context: { core } }) => (await listJobs(core.db, input.limit)).map(jobOf)),
  get: os.jobs.get.handler(async ({ input, context: { core } }) => jobOf(await requireJob(core.db, input.id))),
  items: os.jobs.items.handler(async ({ input, context: { core } }) => {
    await requireJob(core.db, input.id)
    const [rows, total] = await Promise.all([listJobItems(core.db, input), countJobItems(core.db, input)])
    return { items: rows.map(jobItemOf), total }
  }),
  pause: os.jobs.pause.handler(({ input, context: { core } }) => core.jobs.setPaused(input.id, true)),
  resume: os.jobs.resume.handler(({ input, context: { core } }) => core.jobs.setPaused(input.id, false)),
  cancel: os.jobs.cancel.handler(({ input, context: { core } }) => core.jobs.cancel(input.id)),
}
