import { z } from 'zod'
import { importModes } from './contract/imports.ts'
import { type LibrarySettings, librarySettingsSchema, type SettingsChange } from './contract/settings.ts'
import { RushesError } from './errors.ts'
import { formatBytes, formatCount } from './units.ts'

/** The value of a setting, as JSON has it. */
export type SettingValue = string | number | boolean | null

/** A setting that a file can hold. */
interface SettingField {
  /** Its name on screen and in the terminal. */
  label: string
  schema: z.ZodType<SettingValue>
  /** Returns a value as text. */
  words: (value: SettingValue) => string
}

const { import: imports, folders, previews, trash } = librarySettingsSchema.shape
const asText = (value: SettingValue) => String(value)
const onOff = (value: SettingValue) => (value === true ? 'on' : 'off')
const bytes = (value: SettingValue) => (typeof value === 'number' ? formatBytes(value) : 'any size')
const folder = (value: SettingValue) => (value === null ? 'the library’s' : String(value))
const days = (value: SettingValue) => (typeof value === 'number' ? formatCount(value, 'day') : 'any time')

/** Settings of the library by their key. */
const ofLibrary: Record<string, SettingField> = {
  'import.names': { label: 'Names of new takes', schema: imports.shape.names.unwrap(), words: asText },
  'import.source': { label: 'Source of new takes', schema: imports.shape.source.unwrap(), words: asText },
  'folders.videos': { label: 'Folder for new takes', schema: folders.shape.videos.unwrap(), words: folder },
  'folders.images': { label: 'Folder for new images', schema: folders.shape.images.unwrap(), words: folder },
  'previews.max_bytes': {
    label: 'Size of previews and proxies',
    schema: previews.shape.max_bytes.unwrap(),
    words: bytes,
  },
  'trash.max_days': { label: 'Keep in the trash', schema: trash.shape.max_days.unwrap(), words: days },
  'trash.max_bytes': { label: 'Size of the trash', schema: trash.shape.max_bytes.unwrap(), words: bytes },
}

/** Preferences of a window by their key. */
const ofWindow: Record<string, SettingField> = {
  'appearance.colours': { label: 'Colours', schema: z.enum(['dark', 'light', 'auto']), words: asText },
  'appearance.tile_height': { label: 'Tile size', schema: z.int().min(90).max(320), words: asText },
  'import.mode': { label: 'Import mode', schema: z.enum(importModes), words: asText },
  'playback.times': { label: 'Times', schema: z.enum(['seconds', 'timecode', 'frames']), words: asText },
  'playback.repeat': { label: 'Repeat', schema: z.boolean(), words: onOff },
  'previews.storyboards_ahead': { label: 'Storyboards of takes in view', schema: z.boolean(), words: onOff },
  'previews.proxies_ahead': { label: 'Proxies of takes that cannot play', schema: z.boolean(), words: onOff },
}

const fields = new Map([...Object.entries(ofLibrary), ...Object.entries(ofWindow)])

const keysPrefix = 'keyboard.'
const keysField: SettingField = {
  label: 'Shortcut',
  schema: z.string().max(40),
  words: (value) => (value === '' ? 'none' : String(value)),
}

/** Settings by key, those of the library and of a window together. */
export type SettingValues = Readonly<Record<string, SettingValue>>

function fieldOf(key: string): SettingField | undefined {
  if (key.startsWith(keysPrefix)) return { ...keysField, label: `Shortcut ${key.slice(keysPrefix.length)}` }
  return fields.get(key)
}

/** Returns whether a setting belongs to the library, not to a window. */
export function isOfLibrary(key: string): boolean {
  return Object.hasOwn(ofLibrary, key)
}

/** Returns the settings of a library by key. */
export function valuesOfLibrary(settings: LibrarySettings): SettingValues {
  return Object.fromEntries(
    Object.entries(settings).flatMap(([part, fields]) =>
      Object.entries(fields).map(([name, value]) => [`${part}.${name}`, value]),
    ),
  )
}

/** Returns the change that gives a library the values of a file, and leaves its other settings. */
export function changeOfLibrary(now: LibrarySettings, values: SettingValues): SettingsChange {
  const known = Object.entries(values).filter(([key]) => isOfLibrary(key))
  const parts = new Set(known.map(([key]) => key.split('.')[0] as keyof LibrarySettings))
  return Object.fromEntries(
    [...parts].map((part) => [
      part,
      { ...now[part], ...Object.fromEntries(known.flatMap(([key, value]) => inPart(part, key, value))) },
    ]),
  )
}

function inPart(part: string, key: string, value: SettingValue): [string, SettingValue][] {
  return key.startsWith(`${part}.`) ? [[key.slice(part.length + 1), value]] : []
}

const format = 'rushes-settings'

/** Returns the text of a settings file. It holds no secrets: tokens, keys of buckets and webhooks are none of these. */
export function printSettingsFile(values: SettingValues): string {
  return `${JSON.stringify({ format, version: 1, settings: values }, null, 2)}\n`
}

const fileSchema = z.object({
  format: z.literal(format),
  version: z.literal(1),
  settings: z.record(z.string(), z.unknown()),
})

/** Reads the text of a settings file. @throws RushesError BAD_INPUT, UNKNOWN_FIELD */
export function readSettingsFile(name: string, text: string): SettingValues {
  const file = fileSchema.safeParse(parseJson(text))
  if (!file.success) throw new RushesError('BAD_INPUT', `“${name}” isn’t a settings file of this version of Rushes.`)
  const { settings } = file.data
  const unknown = Object.keys(settings).find((key) => fieldOf(key) === undefined)
  if (unknown !== undefined)
    throw new RushesError(
      'UNKNOWN_FIELD',
      `“${name}” has the setting “${unknown}”, which is unknown. Nothing was changed.`,
    )
  return Object.fromEntries(
    Object.entries(settings).map(([key, value]) => {
      const read = fieldOf(key)?.schema.safeParse(value)
      if (!read?.success)
        throw new RushesError('BAD_INPUT', `“${name}”: ${key} ${read?.error.issues[0]?.message} Nothing was changed.`)
      return [key, read.data]
    }),
  )
}

/**
 * Reads the value of a setting of the library as a person types it; “none” is null.
 * @throws RushesError BAD_INPUT, UNKNOWN_FIELD
 */
export function readSettingValue(key: string, text: string): SettingValue {
  const field = isOfLibrary(key) ? ofLibrary[key] : undefined
  if (field === undefined) {
    const known = Object.keys(ofLibrary).join(', ')
    throw new RushesError('UNKNOWN_FIELD', `Setting not found: ${key}. There are ${known}.`)
  }
  const candidates = text === 'none' ? [null] : [text, ...(text.trim() === '' ? [] : [Number(text)])]
  const [asText, asNumber] = candidates.map((value) => field.schema.safeParse(value))
  const read = asText?.success ? asText : (asNumber ?? asText)
  if (!read?.success) throw new RushesError('BAD_INPUT', `${key}: ${read?.error.issues[0]?.message}`)
  return read.data
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A setting that a file would change, in words. */
export interface SettingDifference {
  key: string
  label: string
  before: string
  after: string
}

/** Lists the settings that differ. A shortcut that is not among the first has its default. */
export function settingDifferences(now: SettingValues, then: SettingValues): SettingDifference[] {
  return Object.entries(then).flatMap(([key, value]) => {
    const field = fieldOf(key)
    const before = now[key]
    if (field === undefined || before === value) return []
    return [
      {
        key,
        label: field.label,
        before: before === undefined ? 'default' : field.words(before),
        after: field.words(value),
      },
    ]
  })
}
