import { v7 as uuidv7 } from 'uuid'
import { policies as calls, type Policy } from '../../shared/contract/policies.ts'
import type { Core } from '../core.ts'
import { endDryRun } from '../database/journal/dry-run.ts'
import { deletePolicy, listPolicies, type PolicyRow, requirePolicy, upsertPolicy } from '../database/policies.ts'
import { implementCalls } from './calls/implement.ts'
import { previewPolicy } from './policies/choose.ts'
import { policyOf } from './policies/policy-rows.ts'
import { startPolicy } from './policies/run-policy.ts'

const os = implementCalls({ policies: calls })

type Given = Omit<PolicyRow, 'id' | 'created_at' | 'last_run_at'> & { id?: string | undefined }

async function save(core: Core, { id = uuidv7(), ...given }: Given): Promise<Policy> {
  return await core.write(async ({ db, touch, now }) => {
    const before = (await listPolicies(db)).find((policy) => policy.id === id)
    const row = { id, created_at: before?.created_at ?? now, last_run_at: before?.last_run_at ?? null, ...given }
    await upsertPolicy(db, row)
    touch('policies')
    return policyOf(row)
  })
}

export const policies = {
  list: os.policies.list.handler(async ({ context: { core } }) => (await listPolicies(core.db)).map(policyOf)),
  save: os.policies.save.handler(({ input, context: { core } }) => save(core, input)),
  remove: os.policies.remove.handler(({ input: { id }, context: { core } }) =>
    core.write(async ({ db, touch }) => {
      const row = await requirePolicy(db, id)
      endDryRun([{ tbl: 'policies', op: 'delete', rows: 1 }])
      await deletePolicy(db, id)
      touch('policies')
      return policyOf(row)
    }),
  ),
  preview: os.policies.preview.handler(({ input, context: { core }, signal }) => previewPolicy(core, input, signal)),
  run: os.policies.run.handler(async ({ input: { id }, context: { core } }) =>
    startPolicy(core, policyOf(await requirePolicy(core.db, id))),
  ),
}
