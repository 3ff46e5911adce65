import { useMantineColorScheme } from '@mantine/core'
import { importModes } from '../../shared/contract/imports.ts'
import { Button } from '../components/button.tsx'
import { colourSchemes } from '../components/colour-schemes.ts'
import { Field } from '../components/field.tsx'
import { importModeLabels } from '../components/import/import-mode-labels.ts'
import { defaultPreferences, usePreferences } from '../components/player/preferences.ts'
import { timeFormatNames, timeFormats } from '../components/player/time-format.ts'
import { defaultView, setView, useView } from '../state/view.ts'
import styles from './settings-page.module.css'

interface ChoiceProps<Value extends string> {
  label: string
  value: Value
  fallback: Value
  choices: readonly { value: Value; name: string }[]
  onChange: (value: Value) => void
}

/** A choice of this window, with its default and a button that returns to it. */
function Choice<Value extends string>({ label, value, fallback, choices, onChange }: ChoiceProps<Value>) {
  const defaultName = choices.find((choice) => choice.value === fallback)?.name
  return (
    <div className={styles.choice}>
      <Field label={label} hint={`Default: ${defaultName}`} isBeside>
        <select value={value} onChange={({ currentTarget }) => onChange(currentTarget.value as Value)}>
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.name}
            </option>
          ))}
        </select>
      </Field>
      <Button
        size="small"
        disabled={value === fallback}
        onClick={() => onChange(fallback)}
        aria-label={`Reset ${label}`}
      >
        Reset
      </Button>
    </div>
  )
}

/** The colours of the window. */
export function Appearance() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <section className={styles.part} aria-labelledby="appearance">
      <h2 id="appearance">Appearance</h2>
      <Choice
        label="Colours"
        value={colorScheme}
        fallback="dark"
        choices={colourSchemes}
        onChange={(scheme) => setColorScheme(scheme)}
      />
    </section>
  )
}

/** The mode of imports. */
export function Importing() {
  const mode = useView(({ importMode }) => importMode)
  return (
    <section className={styles.part} aria-labelledby="importing">
      <h2 id="importing">Importing</h2>
      <p>{importModeLabels[mode].meaning} Uploads from other computers are always copied.</p>
      <Choice
        label="Import mode"
        value={mode}
        fallback={defaultView.importMode}
        choices={importModes.map((value) => ({ value, name: importModeLabels[value].name }))}
        onChange={(importMode) => setView({ importMode })}
      />
    </section>
  )
}

const onOff = [
  { value: 'off', name: 'Off' },
  { value: 'on', name: 'On' },
] as const

/** The player. */
export function Playback() {
  const { timeFormat, loop } = usePreferences()
  return (
    <section className={styles.part} aria-labelledby="playback">
      <h2 id="playback">Playback</h2>
      <Choice
        label="Times"
        value={timeFormat}
        fallback={defaultPreferences.timeFormat}
        choices={timeFormats.map((value) => ({ value, name: timeFormatNames[value] }))}
        onChange={(format) => usePreferences.setState({ timeFormat: format })}
      />
      <Choice
        label="Repeat"
        value={loop ? 'on' : 'off'}
        fallback={defaultPreferences.loop ? 'on' : 'off'}
        choices={onOff}
        onChange={(value) => usePreferences.setState({ loop: value === 'on' })}
      />
    </section>
  )
}
