import { useState } from 'react'
import { type Policy, policyRules, policySchedules } from '../../shared/contract/policies.ts'
import { ruleLabels } from '../../shared/policy-words.ts'
import { client } from '../client.ts'
import { EditForm } from '../components/edit-form.tsx'
import { Field } from '../components/field.tsx'
import { texts } from './texts.ts'

const hints: Record<Policy['rule'], string> = {
  older_than: texts.hintsOlderthan,
  quota: texts.hintsQuota,
  rejected: texts.hintsRejected,
  intermediates: texts.hintsIntermediates,
  cache: texts.hintsCache,
}

const scheduleLabels: Record<Policy['schedule'], string> = {
  manual: texts.onlyByHand,
  daily: texts.scheduleLabelsDaily,
  weekly: texts.scheduleLabelsWeekly,
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
      label={policy ? texts.changeThePolicy : texts.newPolicy}
      save={save}
      onClose={onClose}
      action={policy ? texts.save : texts.addPolicy}
    >
      <Field label={texts.name}>
        <input name="name" type="text" required maxLength={100} defaultValue={policy?.name} />
      </Field>
      <Field label={texts.chooses} hint={hints[rule]} hintId="policy-rule">
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
        <Field label={texts.policyFormLabel}>
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
          <Field label={texts.daysSinceTheyWere}>
            <input
              name="days"
              type="number"
              min={1}
              max={100_000}
              required={rule === 'older_than'}
              placeholder={texts.any}
              defaultValue={policy?.days ?? ''}
            />
          </Field>
          <Field label={texts.onlyTakesThatMatch} hint={texts.policyFormHint}>
            <input
              name="query"
              type="text"
              placeholder={texts.allTakes}
              spellCheck={false}
              defaultValue={policy?.query}
            />
          </Field>
        </>
      )}
      <Field label={texts.runs}>
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
