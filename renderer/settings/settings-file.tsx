import { useMantineColorScheme } from '@mantine/core'
import { Download, Upload } from 'lucide-react'
import { useRef, useState } from 'react'
import { RushesError } from '../../shared/errors.ts'
import {
  changeOfLibrary,
  isOfLibrary,
  printSettingsFile,
  readSettingsFile,
  type SettingValues,
  settingDifferences,
  valuesOfLibrary,
} from '../../shared/settings-file.ts'
import { client } from '../client.ts'
import { Button } from '../components/button.tsx'
import { downloadText } from '../components/download.ts'
import { showError, showNotice } from '../components/notice.tsx'
import { Buttons } from '../components/panel.tsx'
import { PreviewDialog } from '../components/preview-dialog.tsx'
import styles from './settings-page.module.css'
import { texts } from './texts.ts'
import { applyToWindow, resetWindow, valuesOfWindow } from './window-settings.ts'

/** Settings as a file, for another library or computer. */
export function SettingsFile({ canAdminister }: { canAdminister: boolean }) {
  const scheme = useMantineColorScheme()
  const field = useRef<HTMLInputElement>(null)
  const [wanted, setWanted] = useState<{ now: SettingValues; then: SettingValues }>()
  const current = async () => ({ ...valuesOfWindow(scheme), ...valuesOfLibrary(await client.settings.get()) })
  const save = async () => downloadText('rushes-settings.json', 'application/json', printSettingsFile(await current()))
  const read = async (file: File) => {
    const then = readSettingsFile(file.name, await file.text())
    const locked = Object.keys(then).find((key) => isOfLibrary(key) && !canAdminister)
    if (locked !== undefined) throw new RushesError('MISSING_SCOPE', texts.readText(file.name, locked))
    setWanted({ now: await current(), then })
  }
  const apply = async (then: SettingValues) => {
    try {
      const change = changeOfLibrary(await client.settings.get(), then)
      if (Object.keys(change).length > 0) await client.settings.change(change)
      applyToWindow(then, scheme)
      showNotice(texts.settingsImported)
      return true
    } catch (error) {
      showError(error)
      return false
    }
  }
  return (
    <section className={styles.part} aria-labelledby="settings-file">
      <h2 id="settings-file">{texts.settingsFile}</h2>
      <p>{texts.settingsFileText}</p>
      <Buttons>
        <Button icon={Download} onClick={() => void save().catch(showError)}>
          {texts.exportSettings}
        </Button>
        <Button icon={Upload} onClick={() => field.current?.click()}>
          {texts.importSettings}
        </Button>
        <Button onClick={() => resetWindow(scheme)}>{texts.resetThisWindow}</Button>
      </Buttons>
      <input
        ref={field}
        type="file"
        accept="application/json,.json"
        aria-label={texts.settingsFile}
        hidden
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? []
          currentTarget.value = ''
          if (file) void read(file).catch(showError)
        }}
      />
      {wanted && <Preview {...wanted} onApply={() => apply(wanted.then)} onClose={() => setWanted(undefined)} />}
    </section>
  )
}

interface PreviewProps {
  now: SettingValues
  then: SettingValues
  onApply: () => Promise<boolean>
  onClose: () => void
}

function Preview({ now, then, onApply, onClose }: PreviewProps) {
  const differences = settingDifferences(now, then)
  return (
    <PreviewDialog
      title={texts.importSettingsTitle}
      action={texts.import}
      isReady={differences.length > 0}
      onApply={onApply}
      onClose={onClose}
    >
      {differences.length === 0 ? (
        <p>{texts.previewText}</p>
      ) : (
        <ul className={styles.changes} aria-label={texts.whatWouldChange}>
          {differences.map(({ key, label, before, after }) => (
            <li key={key}>
              <span>{label}</span>
              <span>
                <s>{before}</s> {after}
              </span>
            </li>
          ))}
        </ul>
      )}
    </PreviewDialog>
  )
}
