import { useState } from 'react'
import { type Policy, policyRules, policySchedules } from '../../shared/contract/policies.ts'
import { ruleLabels } from '../../shared/policy-words.ts'
import { client } from '../client.ts'
import { EditForm } from '../components/edit-form.tsx'
import { Field } from '../components/field.tsx'

const hints: Record<Policy['rule'], string> = {
  older_than: 'Takes that were added at least so many days ago.',
  quota: 'If the library’s own files are larger than this, the oldest of their takes are chosen.',
  rejected: 'Takes with one star, or with the tag “rejected”.',
  intermediates: 'Takes that are intermediate results of workflows, and neither inputs nor outputs of any.',
  cache: 'Previews and proxies of contents that are not in the library any more. They are deleted at once.',
}

const scheduleLabels: Record<Policy['schedule'], string> = {
  manual: 'Only by hand',
  daily: 'Each day, while the library is open',
  weekly: 'Each week, while the library is open',
}

const gigabyte = 1e9

/** The form for a new policy, or for an existing one. */
export function PolicyForm({ policy, onClose }: { policy: Policy | undefined; onClose: () => void }) {
  const [rule, setRule] = useState<Policy['rule']>(policy?.rule ?? 'older_than')
  const save = (fields: FormData) => {
    const text = (name: string) => String(fields.get(name) ?? '').trim()
    const number = (name: string) => (text(name) === '' ? null : Number(text(name)))
    const size = number('size')
    return client.policies.save({
      ...(policy && { id: policy.id }),
      name: text('name'),
      rule,
      days: number('days'),
      max_bytes: size === null ? null : Math.round(size * gigabyte),
      query: text('query'),
      schedule: policySchedules.find((one) => one === text('schedule')) ?? 'manual',
    })
  }
  return (
    <EditForm
      label={policy ? 'Change the policy' : 'New policy'}
      save={save}
      onClose={onClose}
      action={policy ? 'Save' : 'Add policy'}
    >
      <Field label="Name">
        <input name="name" type="text" required maxLength={100} defaultValue={policy?.name} />
      </Field>
      <Field label="Chooses" hint={hints[rule]} hintId="policy-rule">
        <select
          aria-describedby="policy-rule"
          value={rule}
          onChange={({ target }) => setRule(policyRules.find((one) => one === target.value) ?? 'older_than')}
        >
          {policyRules.map((one) => (
            <option key={one} value={one}>
              {ruleLabels[one]}
              {one === 'older_than' && '…'}
            </option>
          ))}
        </select>
      </Field>
      {rule === 'quota' && (
        <Field label="Size of the library’s own files, in GB">
          <input
            name="size"
            type="number"
            min={0}
            step="any"
            required
            defaultValue={policy?.max_bytes == null ? '' : policy.max_bytes / gigabyte}
          />
        </Field>
      )}
      {rule !== 'cache' && (
        <>
          <Field label="Days since they were added">
            <input
              name="days"
              type="number"
              min={1}
              max={100_000}
              required={rule === 'older_than'}
              placeholder="Any"
              defaultValue={policy?.days ?? ''}
            />
          </Field>
          <Field label="Only takes that match" hint="A search, such as -rating:>=4 to spare your best takes.">
            <input name="query" type="text" placeholder="All takes" spellCheck={false} defaultValue={policy?.query} />
          </Field>
        </>
      )}
      <Field label="Runs">
        <select name="schedule" defaultValue={policy?.schedule ?? 'manual'}>
          {policySchedules.map((one) => (
            <option key={one} value={one}>
              {scheduleLabels[one]}
            </option>
          ))}
        </select>
      </Field>
    </EditForm>
  )
}
