import type { Analyser } from '../../shared/contract/analysers.ts'
import type { Lane } from '../../shared/contract/analyses.ts'
import { fieldsOf } from './config-fields.ts'
import { valueWords } from './range-words.ts'

type Named = Pick<Lane, 'name' | 'config_hash'>

/** What is set where nothing is. */
export const defaultWords = 'defaults'

/** What an analysis is called: the title of its analyser, or the name that was written with it. */
export function laneTitle({ name }: Pick<Named, 'name'>, analysers: readonly Analyser[]): string {
  if (name === null) return 'Unnamed'
  return analysers.find((analyser) => analyser.name === name)?.title ?? name
}

/**
 * A configuration in short: what differs from what is set when nothing is, `level -40 dB`. `defaults` for the defaults
 * themselves, and the hash where nobody said what the configuration is.
 */
export function configWords(
  { name, config, config_hash }: Named & Pick<Lane, 'config'>,
  analysers: readonly Analyser[],
): string {
  const set = settingsOf(config)
  if (!set) return config === null ? shortHash(config_hash) : valueWords(config)
  const analyser = analysers.find((one) => one.name === name)
  const defaults = analyser?.defaults ?? {}
  const differing = Object.entries(set).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(defaults[key]),
  )
  if (differing.length === 0) return defaultWords
  return differing
    .map(([key, value]) => settingFact(key, value, analyser))
    .map(([label, words]) => `${label.toLowerCase()} ${words}`)
    .join(', ')
}

/** A setting as its analyser calls it, with its unit: `['Level', '-40 dB']`. */
export function settingFact(key: string, value: unknown, analyser: Analyser | undefined): [string, string] {
  const field = analyser && fieldsOf(analyser).find((one) => one.key === key)
  if (!field) return plainFact(key, value)
  const unit = field.kind === 'number' && field.unit ? ` ${field.unit}` : ''
  return [field.label, `${valueWords(value)}${unit}`]
}

/** Units that keys end with, and how they are written. */
const units: Record<string, string> = { seconds: 's', db: 'dB', lu: 'LU', lufs: 'LUFS', dbtp: 'dBTP' }

/** A fact that only its key names, the unit with the number: `true_peak_dbtp` is `['True peak', '-34.4 dBTP']`. */
export function plainFact(key: string, value: unknown): [string, string] {
  const words = settingName(key).split(' ')
  const unit = typeof value === 'number' && words.length > 1 ? units[words.at(-1)?.toLowerCase() ?? ''] : undefined
  const name = (unit ? words.slice(0, -1) : words).join(' ')
  return [name.charAt(0).toUpperCase() + name.slice(1), unit ? `${valueWords(value)} ${unit}` : valueWords(value)]
}

/** The settings within a configuration: Rushes' own hold them in `config`, beside the analyser and its version. */
export function settingsOf(config: Lane['config']): Record<string, unknown> | null {
  if (typeof config !== 'object' || config === null || Array.isArray(config)) return null
  const { config: inner } = config
  return typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? inner : config
}

/** `config.min_seconds` as people read it: `min seconds`. */
export function settingName(path: string): string {
  return path.replace(/^config\./, '').replaceAll('_', ' ')
}

/** `sha256:9f2c…e41a` is `9f2c…e41a`; another algorithm is named. */
export function shortHash(hash: string): string {
  const [algorithm = '', digest = ''] = hash.split(':')
  const short = digest.length > 12 ? `${digest.slice(0, 4)}…${digest.slice(-4)}` : digest
  return algorithm === 'sha256' ? short : [algorithm, short].filter(Boolean).join(' ')
}

/** What an analysis says of the whole take in a few letters; null where it says nothing of the kind. */
export function summaryWords({ metadata }: Pick<Lane, 'metadata'>): string | null {
  if (metadata?.has_sound === false) return 'no sound'
  const lufs = metadata?.integrated_lufs
  return typeof lufs === 'number' ? `${lufs.toFixed(1)} LUFS` : null
}
