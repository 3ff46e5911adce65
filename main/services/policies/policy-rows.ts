import { type Policy, policySchema } from '../../../shared/contract/policies.ts'
import type { PolicyRow } from '../../database/policies.ts'

/** Returns a policy as the contract has it. A schedule that only another program knows is run by hand. */
export function policyOf({ schedule, ...row }: PolicyRow): Policy {
  const known = policySchema.shape.schedule.safeParse(schedule)
  return { ...row, rule: policySchema.shape.rule.parse(row.rule), schedule: known.success ? known.data : 'manual' }
}
