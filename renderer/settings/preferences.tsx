import { useMantineColorScheme } from '@mantine/core'
import { importModes } from '../../shared/contract/imports.ts'
import { type ImportNames, importNames } from '../../shared/contract/settings.ts'
import { sourceTypes } from '../../shared/contract/videos.ts'
import { colourSchemes } from '../components/colour-schemes.ts'
import { importModeLabels } from '../components/import/import-mode-labels.ts'
import { defaultPreferences, usePreferences } from '../components/player/preferences.ts'
import { timeFormatNames, timeFormats } from '../components/player/time-format.ts'
import { sourceName } from '../components/takes/take-labels.ts'
import { defaultView, setView, useView } from '../state/view.ts'
import { Choice, onOff } from './choice.tsx'
import { MediaFolders } from './media-folders.tsx'
import styles from './settings-page.module.css'
import { texts } from './texts.ts'
import { useLibrarySettings } from './use-library-settings.ts'

const tileSizes = [
  { value: '110', name: texts.small },
  { value: '160', name: texts.medium },
  { value: '240', name: texts.large },
]

/** The colours of the window, and the size of its tiles. */
export function Appearance() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const tileHeight = useView((view) => view.tileHeight)
  const own = { value: String(tileHeight), name: texts.pixels(tileHeight) }
  return (
    <section className={styles.part} aria-labelledby="appearance">
      <h2 id="appearance">{texts.appearance}</h2>
      <Choice
        label={texts.colours}
        value={colorScheme}
        fallback="dark"
        choices={colourSchemes}
        onChange={(scheme) => setColorScheme(scheme)}
      />
      <Choice
        label={texts.tileSize}
        value={String(tileHeight)}
        fallback={String(defaultView.tileHeight)}
        choices={tileSizes.some(({ value }) => value === String(tileHeight)) ? tileSizes : [...tileSizes, own]}
        onChange={(height) => setView({ tileHeight: Number(height) })}
      />
    </section>
  )
}

const nameChoices: Record<ImportNames, string> = {
  file: texts.file,
  folder: texts.folderAndFile,
  prompt: texts.promptElseFile,
}

/** The mode of imports, and the names, the source and the folders of what they add. */
export function Importing({ canAdminister }: { canAdminister: boolean }) {
  const mode = useView(({ importMode }) => importMode)
  const { now, change } = useLibrarySettings()
  return (
    <section className={styles.part} aria-labelledby="importing">
      <h2 id="importing">{texts.importing}</h2>
      <p>{texts.importingText(importModeLabels[mode].meaning)}</p>
      <Choice
        label={texts.importMode}
        value={mode}
        fallback={defaultView.importMode}
        choices={importModes.map((value) => ({ value, name: importModeLabels[value].name }))}
        onChange={(importMode) => setView({ importMode })}
      />
      {now && (
        <Choice
          label={texts.namesOfNewTakes}
          value={now.import.names}
          fallback="file"
          choices={importNames.map((value) => ({ value, name: nameChoices[value] }))}
          onChange={(names) => change({ import: { ...now.import, names } })}
        />
      )}
      {now && (
        <Choice
          label={texts.sourceOfNewTakes}
          value={now.import.source}
          fallback="uploaded"
          choices={sourceTypes.map((value) => ({ value, name: sourceName(value) }))}
          onChange={(source) => change({ import: { ...now.import, source } })}
        />
      )}
      {now && canAdminister && <MediaFolders folders={now.folders} />}
    </section>
  )
}

/** The player. */
export function Playback() {
  const { timeFormat, loop } = usePreferences()
  return (
    <section className={styles.part} aria-labelledby="playback">
      <h2 id="playback">{texts.playback}</h2>
      <Choice
        label={texts.times}
        value={timeFormat}
        fallback={defaultPreferences.timeFormat}
        choices={timeFormats.map((value) => ({ value, name: timeFormatNames[value] }))}
        onChange={(format) => usePreferences.setState({ timeFormat: format })}
      />
      <Choice
        label={texts.repeat}
        value={loop ? 'on' : 'off'}
        fallback={defaultPreferences.loop ? 'on' : 'off'}
        choices={onOff}
        onChange={(value) => usePreferences.setState({ loop: value === 'on' })}
      />
    </section>
  )
}
