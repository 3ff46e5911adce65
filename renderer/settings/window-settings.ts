import type { MantineColorScheme } from '@mantine/core'
import type { SettingValue, SettingValues } from '../../shared/settings-file.ts'
import { defaultPreferences, usePreferences } from '../components/player/preferences.ts'
import { chooseKeys, defaultView, setView, useView } from '../state/view.ts'

interface Scheme {
  colorScheme: MantineColorScheme
  setColorScheme: (scheme: MantineColorScheme) => void
}

const keysPrefix = 'keyboard.'

/** Returns the preferences of this window by key, as a settings file has them. */
export function valuesOfWindow({ colorScheme }: Pick<Scheme, 'colorScheme'>): SettingValues {
  const view = useView.getState()
  const { timeFormat, loop } = usePreferences.getState()
  return {
    'appearance.colours': colorScheme,
    'appearance.tile_height': view.tileHeight,
    'import.mode': view.importMode,
    'playback.times': timeFormat,
    'playback.repeat': loop,
    'previews.storyboards_ahead': view.storyboardsAhead,
    'previews.proxies_ahead': view.proxiesAhead,
    ...Object.fromEntries(Object.entries(view.keys).map(([id, keys]) => [`${keysPrefix}${id}`, keys])),
  }
}

/** Gives this window the preferences of a file, which were checked; others stay. */
export function applyToWindow(values: SettingValues, { setColorScheme }: Pick<Scheme, 'setColorScheme'>): void {
  const of = <Value extends SettingValue>(key: string, now: Value) => (key in values ? (values[key] as Value) : now)
  const view = useView.getState()
  const preferences = usePreferences.getState()
  if ('appearance.colours' in values) setColorScheme(values['appearance.colours'] as MantineColorScheme)
  setView({
    tileHeight: of('appearance.tile_height', view.tileHeight),
    importMode: of('import.mode', view.importMode),
    storyboardsAhead: of('previews.storyboards_ahead', view.storyboardsAhead),
    proxiesAhead: of('previews.proxies_ahead', view.proxiesAhead),
  })
  usePreferences.setState({
    timeFormat: of('playback.times', preferences.timeFormat),
    loop: of('playback.repeat', preferences.loop),
  })
  const keys = Object.entries(values).filter(([key]) => key.startsWith(keysPrefix))
  chooseKeys(Object.fromEntries(keys.map(([key, value]) => [key.slice(keysPrefix.length), String(value)])))
}

/** Returns all preferences of this window to their defaults, the shortcuts too. */
export function resetWindow({ setColorScheme }: Pick<Scheme, 'setColorScheme'>): void {
  setColorScheme('dark')
  const { tileHeight, importMode, storyboardsAhead, proxiesAhead, keys } = defaultView
  setView({ tileHeight, importMode, storyboardsAhead, proxiesAhead, keys })
  usePreferences.setState({ timeFormat: defaultPreferences.timeFormat, loop: defaultPreferences.loop })
}
