import { RotateCcw } from 'lucide-react'
import { Field } from '../components/field.tsx'
import { IconButton } from '../components/icon-button.tsx'
import styles from './settings-page.module.css'
import { texts } from './texts.ts'

export const onOff = [
  { value: 'off', name: texts.off },
  { value: 'on', name: texts.on },
] as const

interface ChoiceProps<Value extends string> {
  label: string
  value: Value
  fallback: Value
  choices: readonly { value: Value; name: string }[]
  onChange: (value: Value) => void
}

/** A choice with its default and a button that returns to it. */
export function Choice<Value extends string>({ label, value, fallback, choices, onChange }: ChoiceProps<Value>) {
  const defaultName = choices.find((choice) => choice.value === fallback)?.name
  return (
    <div className={styles.choice}>
      <Field label={label} hint={texts.default(defaultName ?? '')} isBeside>
        <select value={value} onChange={({ currentTarget }) => onChange(currentTarget.value as Value)}>
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.name}
            </option>
          ))}
        </select>
      </Field>
      <IconButton
        icon={RotateCcw}
        label={texts.reset(label)}
        disabled={value === fallback}
        onClick={() => onChange(fallback)}
      />
    </div>
  )
}
