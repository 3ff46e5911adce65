import type { Analyser } from '../../../shared/contract/analysers.ts'
import { texts } from './texts.ts'

type Json = Analyser['defaults'][string]

interface Labelled {
  key: string
  label: string
  hint: string | undefined
}

/** A field of the form for an analyser's configuration, derived from its JSON Schema. */
export type Field =
  | (Labelled & {
      kind: 'number'
      unit: string | undefined
      min: number | undefined
      max: number | undefined
      /** Exclusive bounds. */
      above: number | undefined
      below: number | undefined
      step: number | undefined
      isWhole: boolean
    })
  | (Labelled & { kind: 'choice'; choices: readonly (string | number)[] })
  | (Labelled & { kind: 'switch' })
  | (Labelled & { kind: 'text' })

/**
 * Lists the fields of an analyser in the order of its schema. Arrays and objects have no field and keep their defaults.
 */
export function fieldsOf({ config_schema }: Pick<Analyser, 'config_schema'>): Field[] {
  const properties = config_schema.properties
  if (!isObject(properties)) return []
  return Object.entries(properties).flatMap(([key, schema]) => (isObject(schema) ? (fieldOf(key, schema) ?? []) : []))
}

function fieldOf(key: string, schema: Record<string, unknown>): Field | null {
  const ofKey = splitUnit(key)
  const ofTitle = splitUnit(textOf(schema.title) ?? key)
  const labelled = { key, label: ofTitle.words, hint: textOf(schema.description) }
  if (Array.isArray(schema.enum)) {
    const choices = schema.enum.filter((value) => typeof value === 'string' || typeof value === 'number')
    return { ...labelled, kind: 'choice', choices }
  }
  if (schema.type === 'boolean') return { ...labelled, kind: 'switch' }
  if (schema.type === 'string') return { ...labelled, kind: 'text' }
  if (schema.type !== 'number' && schema.type !== 'integer') return null
  return {
    ...labelled,
    kind: 'number',
    unit: textOf(schema['x-unit']) ?? ofTitle.unit ?? ofKey.unit,
    min: numberOf(schema.minimum),
    max: numberOf(schema.maximum),
    above: numberOf(schema.exclusiveMinimum),
    below: numberOf(schema.exclusiveMaximum),
    step: numberOf(schema.multipleOf),
    isWhole: schema.type === 'integer',
  }
}

const unitNames: Record<string, string> = {
  seconds: 's',
  milliseconds: 'ms',
  db: 'dB',
  dbfs: 'dBFS',
  lufs: 'LUFS',
  lu: 'LU',
  percent: '%',
  pixels: 'px',
  hz: texts.hz,
  fps: 'fps',
}

/**
 * Splits off a unit at the end of a name: `min_duration_seconds` is `Min duration` in `s`, `Noise (dB)` is `Noise` in
 * `dB`.
 */
function splitUnit(name: string): { words: string; unit: string | undefined } {
  const inBrackets = /^(.+?)\s*\(([^()]{1,8})\)$/.exec(name)
  if (inBrackets?.[1]) return { words: inBrackets[1], unit: inBrackets[2] }
  const words = name.replaceAll(/[_-]+/g, ' ').trim()
  const last = words.slice(words.lastIndexOf(' ') + 1).toLowerCase()
  const unit = words.includes(' ') && Object.hasOwn(unitNames, last) ? unitNames[last] : undefined
  const rest = unit === undefined ? words : words.slice(0, words.lastIndexOf(' '))
  return { words: rest.charAt(0).toUpperCase() + rest.slice(1), unit }
}

/** Returns the fault of a value as a sentence; null if it is valid. */
export function faultOf(field: Field, value: Json | undefined): string | null {
  if (field.kind !== 'number') return null
  if (typeof value !== 'number' || !Number.isFinite(value)) return texts.mustBeANumber(field.label)
  if (field.isWhole && !Number.isInteger(value)) return texts.mustBeAWhole(field.label)
  if (field.min !== undefined && value < field.min) return texts.mustBeOrMore(field.label, field.min)
  if (field.max !== undefined && value > field.max) return texts.mustBeOrLess(field.label, field.max)
  if (field.above !== undefined && value <= field.above) return texts.mustBeMoreThan(field.label, field.above)
  if (field.below !== undefined && value >= field.below) return texts.mustBeLessThan(field.label, field.below)
  return null
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined
}
