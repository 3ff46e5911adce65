import type { Analyser } from '../../../shared/contract/analysers.ts'
import type { Lane } from '../../../shared/contract/analyses.ts'
import { correctedHash } from '../../../shared/corrections.ts'
import { formatCount } from '../../../shared/units.ts'
import { fieldsOf } from './config-fields.ts'
import { valueLabel } from './range-labels.ts'
import { texts } from './texts.ts'

type Named = Pick<Lane, 'name' | 'config_hash'>

/** Label of a person's correction. */
export const correctionLabel = texts.correctedByHand

/** Label of a configuration without changes. */
export const defaultLabel = 'defaults'

/** Returns the title of an analysis: the title of its analyser if known, else the name in its row. */
export function laneTitle({ name }: Pick<Named, 'name'>, analysers: readonly Analyser[]): string {
  if (name === null) return texts.unnamed
  return analysers.find((analyser) => analyser.name === name)?.title ?? name
}

/**
 * Returns a configuration in short: the settings that differ from the defaults, `level -40 dB`; `defaults` if none
 * differ; the hash if the row has no configuration; `corrected by hand` for a person's correction.
 */
export function configLabel(
  { name, config, config_hash }: Named & Pick<Lane, 'config'>,
  analysers: readonly Analyser[],
): string {
  if (correctedHash(config) !== null) return correctionLabel
  const set = settingsOf(config)
  if (!set) return config === null ? shortHash(config_hash) : valueLabel(config)
  const analyser = analysers.find((one) => one.name === name)
  const defaults = analyser?.defaults ?? {}
  const differing = Object.entries(set).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(defaults[key]),
  )
  if (differing.length === 0) return defaultLabel
  return differing
    .map(([key, value]) => settingFact(key, value, analyser))
    .map(([label, words]) => `${label.toLowerCase()} ${words}`)
    .join(', ')
}

/** Returns a name for each of several analyses: the configuration, after the title of the analyser if these differ. */
export function laneNames(
  lanes: readonly (Named & Pick<Lane, 'config'>)[],
  analysers: readonly Analyser[],
): readonly string[] {
  const isOneAnalyser = lanes.every(({ name }) => name === lanes[0]?.name)
  return lanes.map((lane) => {
    const words = configLabel(lane, analysers)
    if (isOneAnalyser) return words
    return words === defaultLabel ? laneTitle(lane, analysers) : `${laneTitle(lane, analysers)}, ${words}`
  })
}

/** Returns the label of a setting and its value with a unit: `['Level', '-40 dB']`. */
export function settingFact(key: string, value: unknown, analyser: Analyser | undefined): [string, string] {
  const field = analyser && fieldsOf(analyser).find((one) => one.key === key)
  if (!field) return plainFact(key, value)
  const unit = field.kind === 'number' && field.unit ? ` ${field.unit}` : ''
  return [field.label, `${valueLabel(value)}${unit}`]
}

/** Units by the suffix of a key. */
const units: Record<string, string> = { seconds: 's', db: 'dB', lu: 'LU', lufs: 'LUFS', dbtp: 'dBTP' }

/** Returns a label made from the key of a fact, and its value: `true_peak_dbtp` as `['True peak', '-34.4 dBTP']`. */
export function plainFact(key: string, value: unknown): [string, string] {
  const words = settingName(key).split(' ')
  const unit = typeof value === 'number' && words.length > 1 ? units[words.at(-1)?.toLowerCase() ?? ''] : undefined
  const name = (unit ? words.slice(0, -1) : words).join(' ')
  // The program is written small.
  const title = name === 'ffmpeg' ? name : name.charAt(0).toUpperCase() + name.slice(1)
  return [title, unit ? `${valueLabel(value)} ${unit}` : valueLabel(value)]
}

/**
 * Returns the settings of a configuration. Rushes' own configurations have them in `config`, beside the analyser and
 * its version.
 */
export function settingsOf(config: Lane['config']): Record<string, unknown> | null {
  if (typeof config !== 'object' || config === null || Array.isArray(config)) return null
  const { config: inner } = config
  return typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? inner : config
}

/** Returns the version of the analyser that a configuration names; null if it names none. */
export function versionOf(config: Lane['config']): string | null {
  if (typeof config !== 'object' || config === null || Array.isArray(config)) return null
  return typeof config.version === 'string' ? config.version : null
}

/** Returns the path of a setting as a label: `config.min_seconds` as `min seconds`. */
export function settingName(path: string): string {
  return path.replace(/^config\./, '').replaceAll('_', ' ')
}

/** Shortens a hash to `9f2c…e41a`; names the algorithm unless it is SHA-256. */
export function shortHash(hash: string): string {
  const [algorithm = '', digest = ''] = hash.split(':')
  const short = digest.length > 12 ? `${digest.slice(0, 4)}…${digest.slice(-4)}` : digest
  return algorithm === 'sha256' ? short : [algorithm, short].filter(Boolean).join(' ')
}

/**
 * Returns the result for the whole take, `-23.1 LUFS`, or `none` if nothing was found; null if the ranges say it. A
 * take without a sound track is not the same as one whose track is silent.
 */
export function summaryLabel({ metadata, ranges }: Pick<Lane, 'metadata' | 'ranges'>): string | null {
  if (metadata?.has_sound === false) return texts.noSound
  const lufs = metadata?.integrated_lufs
  if (typeof lufs === 'number') return `${lufs.toFixed(1)} LUFS`
  if (lufs === null) return 'silent'
  return ranges?.length === 0 ? 'none' : null
}

/** Returns `1 analysis`, `9,877 analyses`. */
export function countAnalyses(count: number): string {
  return `${formatCount(count)} ${count === 1 ? 'analysis' : 'analyses'}`
}
