import type { BundleConflict } from '../../../shared/contract/bundles.ts'
import type { Core } from '../../core.ts'
import type { Report } from '../../database/adopt/report.ts'
import type { Decide, MergePlan } from '../../database/bundles/merge-rows.ts'
import type { RunningJob } from '../../jobs/running-job.ts'
import type { Bundle } from './read-bundle.ts'
import type { Ids } from './translate.ts'

/** The state of a merge of a bundle into the library. */
export interface Merging {
  core: Core
  bundle: Bundle
  decide: Decide
  /** The job that writes; without one, nothing is written and all that would be is reported. */
  job: RunningJob | undefined
  ids: Ids
  conflicts: { total: number; items: BundleConflict[] }
}

const mostConflicts = 1000

/** Adds a plan that is not written to a report. */
export function reportPlan({ conflicts }: Merging, plan: MergePlan, report: Report): void {
  report.count('taken', plan.added.length)
  for (const { kind } of plan.changed) report.count(kind)
  report.count('known', plan.known)
  conflicts.total += plan.conflicts.length
  conflicts.items.push(...plan.conflicts.slice(0, mostConflicts - conflicts.items.length))
}
