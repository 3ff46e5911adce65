import { useQuery } from '@tanstack/react-query'
import type { TrashLimits as Limits } from '../../shared/contract/trash.ts'
import { formatBytes, formatCount } from '../../shared/units.ts'
import { api, client, queryClient } from '../client.ts'
import { ErrorState } from '../components/error-state.tsx'
import { Field } from '../components/field.tsx'
import { showError } from '../components/notice.tsx'
import { changeInOrder } from './change-in-order.ts'
import styles from './settings-page.module.css'
import { texts } from './texts.ts'

const ages = [7, 30, 90, 365]
const sizes = [1e9, 10e9, 50e9, 100e9, 500e9]

/** The age and the size beyond which the trash is emptied. */
export function TrashLimits() {
  const { data: limits, error, refetch } = useQuery(api.trash.limits.queryOptions())
  const { data: size } = useQuery(api.trash.size.queryOptions())
  const set = (changed: Partial<Limits>) => {
    if (!limits) return
    const next = { ...limits, ...changed }
    // The next key press counts from this choice, before the library has answered.
    queryClient.setQueryData(api.trash.limits.queryKey(), next)
    changeInOrder(() => client.trash.setLimits(next), showError)
  }
  return (
    <section className={styles.part} aria-labelledby="trash-limits">
      <h2 id="trash-limits">{texts.trash}</h2>
      <p>
        {texts.trashLimitsText}{' '}
        {size !== undefined && size.size_bytes > 0 && texts.itHoldsNow(formatBytes(size.size_bytes))}
      </p>
      {error && !limits && <ErrorState title={texts.trashLimitsTitle} error={error} onRetry={() => void refetch()} />}
      {limits && (
        <>
          <Limit
            label={texts.keepRemovedItemsFor}
            none={texts.anyTime}
            value={limits.max_days}
            choices={ages}
            words={(days) => formatCount(days, 'day')}
            onChange={(max_days) => set({ max_days })}
          />
          <Limit
            label={texts.keepAtMost}
            none={texts.anySize}
            value={limits.max_bytes}
            choices={sizes}
            words={formatBytes}
            onChange={(max_bytes) => set({ max_bytes })}
          />
        </>
      )}
    </section>
  )
}

interface LimitProps {
  label: string
  /** Words for no limit. */
  none: string
  value: number | null
  choices: readonly number[]
  words: (value: number) => string
  onChange: (value: number | null) => void
}

/** A choice of limits; one that the terminal set is listed too. */
function Limit({ label, none, value, choices, words, onChange }: LimitProps) {
  const shown = value === null || choices.includes(value) ? choices : [...choices, value].toSorted((a, b) => a - b)
  return (
    <div className={styles.choice}>
      <Field label={label} isBeside>
        <select
          value={value ?? ''}
          onChange={({ target }) => onChange(target.value === '' ? null : Number(target.value))}
        >
          <option value="">{none}</option>
          {shown.map((one) => (
            <option key={one} value={one}>
              {words(one)}
            </option>
          ))}
        </select>
      </Field>
    </div>
  )
}
