import { colours } from '../colours.ts'
import { roles } from '../contract/workflows.ts'
import { aiFilters } from '../generation/ai-evidence.ts'
import { mediaStatuses } from '../media-status.ts'

const texts = {
  model: 'Model that made the take',
  provider: 'Who runs the model',
  lora: 'LoRA that changed the model',
  seed: 'Seed of the generation',
  tag: 'Tag',
  source: 'How the take came into the library',
  codec: 'Video codec',
  ratio: 'Aspect ratio',
  workflow: 'Name of the workflow',
  node: 'Type of the node in the workflow',
  label: 'Label of a range that an analysis found',
  collection: 'Name of a collection that has the take',
  note: 'Text of the note on the take',
} as const
export type TextField = keyof typeof texts

const numbers = {
  rating: 'Stars, from 1 to 5',
  res: 'Shorter side in pixels',
  fps: 'Frames per second',
  dur: 'Duration in seconds',
  size: 'Size of the file',
} as const
export type NumberField = keyof typeof numbers

const dates = { date: 'Day on which the take was added' } as const
export type DateField = keyof typeof dates

const choices = {
  role: 'Role of the take in a workflow',
  has: 'Has this information',
  stale: 'Has analyses of a file that was changed since',
  offline: 'Its disk or folder is disconnected',
  archived: 'Its file is in an archive only',
  status: 'How far the program that submitted it is',
  ai: 'Evidence that a model made it',
  colour: 'Colour of the label on the take',
} as const
export type ChoiceField = keyof typeof choices

const ids = { near: 'Looks similar to the take with this id' } as const
export type IdField = keyof typeof ids

export type FieldName = TextField | NumberField | DateField | ChoiceField | IdField

/** The values of fields that have a fixed list of them. */
export const choiceValues: Record<ChoiceField, readonly string[]> = {
  role: roles,
  has: [
    'generation',
    'model',
    'codec',
    'rating',
    'tag',
    'workflow',
    'sound',
    'analysis',
    'note',
    'colour',
    'collection',
  ],
  stale: ['yes', 'no'],
  offline: ['yes', 'no'],
  archived: ['yes', 'no'],
  status: Object.keys(mediaStatuses),
  ai: aiFilters,
  colour: colours,
}

/** A field of the query language. */
export interface QueryField {
  name: FieldName
  kind: 'text' | 'number' | 'date' | 'choice' | 'id'
  /** A description of the field, for people. */
  hint: string
  /** A value to show as an example. */
  example: string
}

const examples: Record<FieldName, string> = {
  model: 'wan',
  provider: 'google',
  lora: 'film',
  seed: '118',
  tag: 'night',
  source: 'generated',
  codec: 'h264',
  ratio: '9:16',
  workflow: 'episode',
  node: 'KSampler',
  label: 'speech',
  collection: '"Client picks"',
  note: 'lantern',
  rating: '>=4',
  res: '>=1080p',
  fps: '24',
  dur: '5..10',
  size: '>100MB',
  date: '>=2026-03',
  role: 'output',
  has: 'rating',
  stale: 'yes',
  offline: 'yes',
  archived: 'yes',
  status: 'failed',
  ai: 'credentials',
  colour: 'red',
  near: '0198c1…',
}

const kinds = { text: texts, number: numbers, date: dates, choice: choices, id: ids } as const

/** All fields, in the order in which they are suggested. */
export const queryFields: readonly QueryField[] = Object.entries(kinds).flatMap(([kind, hints]) =>
  Object.entries(hints).map(([name, hint]) => ({
    name: name as FieldName,
    kind: kind as QueryField['kind'],
    hint,
    example: examples[name as FieldName],
  })),
)

/** Returns the field with this name, or undefined. */
export function findField(name: string): QueryField | undefined {
  return queryFields.find((field) => field.name === name)
}
