import type { Generation } from '../../shared/contract/generations.ts'
import { formatTook, formatWhen, parseTimestamp } from '../../shared/units.ts'

type Params = NonNullable<Generation['generation_params']>

/** Parameters that have a line of their own, by the names that programs give them. */
const negativeKeys = ['negative_prompt', 'negative', 'negativePrompt']
const seedKeys = ['seed', 'noise_seed']

function paramWords(value: Params[string]): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function paramOf(params: Params, keys: readonly string[]): string | undefined {
  const value = keys.map((key) => params[key]).find((one) => one !== undefined && one !== null)
  return value === undefined ? undefined : paramWords(value)
}

/** The rest in one line: `seconds 8 · aspect_ratio 16:9 · cfg 6.5`. */
function restWords(params: Params): string {
  const shown = new Set([...negativeKeys, ...seedKeys])
  return Object.entries(params)
    .filter(([key, value]) => !shown.has(key) && value !== null)
    .map(([key, value]) => `${key} ${paramWords(value)}`)
    .join(' · ')
}

function timeWords({ started_at, completed_at }: Generation): string | null {
  if (completed_at === null) return null
  const seconds = (parseTimestamp(completed_at) - parseTimestamp(started_at ?? '')) / 1000
  const took = seconds >= 0 ? [`took ${formatTook(seconds)}`] : []
  return [formatWhen(completed_at), ...took].join(' · ')
}

/** How a model made a take, in reading order; what is not known is left out. */
export function generationFacts(generation: Generation): [name: string, value: string][] {
  const params = generation.generation_params ?? {}
  const facts: [string, string | null | undefined][] = [
    ['Negative', paramOf(params, negativeKeys)],
    ['Model', [generation.model, generation.provider].filter(Boolean).join(' · ')],
    ['Seed', paramOf(params, seedKeys)],
    ['Parameters', restWords(params)],
    ['Job', generation.job_id],
    ['Status', generation.status],
    ['Finished', timeWords(generation)],
  ]
  return facts.flatMap(([name, value]) => (value ? [[name, value]] : []))
}
