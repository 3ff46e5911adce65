import type { PolicyChoice } from './contract/policies.ts'
import { formatBytes, formatCount } from './units.ts'

/** Names of the rules on screen, by what they choose. */
export const ruleLabels: Record<PolicyChoice['rule'], string> = {
  older_than: 'Takes older than',
  quota: 'Oldest takes beyond a quota',
  rejected: 'Rejected takes',
  intermediates: 'Intermediate takes only',
  cache: 'Unreferenced cache',
}

/** Describes what a policy chooses: `Takes older than 30 days · matching -rating:>=4`. */
export function describePolicy({ rule, days, max_bytes, query }: PolicyChoice): string {
  const age = days === null ? '' : formatCount(days, 'day')
  const parts = {
    older_than: [`${ruleLabels.older_than} ${age}`],
    quota: [`Oldest takes beyond ${formatBytes(max_bytes)}`, age && `older than ${age}`],
    rejected: [ruleLabels.rejected, age && `older than ${age}`],
    intermediates: [ruleLabels.intermediates, age && `older than ${age}`],
    cache: [ruleLabels.cache],
  }[rule]
  return [...parts, query.trim() && `matching ${query.trim()}`].filter(Boolean).join(' · ')
}
