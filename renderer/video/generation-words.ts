import type { Generation } from '../../shared/contract/generations.ts'
import { formatTook, formatWhen, parseTimestamp } from '../../shared/units.ts'

type Params = NonNullable<Generation['generation_params']>

/** Parameters that have a line of their own, by the names that programs give them. */
const negativeKeys = ['negative_prompt', 'negative', 'negativePrompt']
const seedKeys = ['seed', 'noise_seed']

function paramWords(value: Params[string]): string {
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value.join(', ')
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function paramOf(params: Params, keys: readonly string[]): string | undefined {
  const value = keys.map((key) => params[key]).find((one) => one !== undefined && one !== null)
  return value === undefined ? undefined : paramWords(value)
}

/** Names of LoRAs with their strengths; empty where what is there is none of those. */
function loraWords({ loras }: Params): string {
  if (!Array.isArray(loras)) return ''
  const words = loras.map((lora) => {
    const { name, strength } = Object(lora)
    return typeof name === 'string' ? [name, strength].filter((it) => it !== null && it !== undefined).join(' ') : ''
  })
  return words.filter(Boolean).join(', ')
}

/** All models where a take was made by several in turn. */
function modelWords({ model }: Generation, { models }: Params): string | null {
  return Array.isArray(models) && models[0] === model ? paramWords(models) : model
}

/** The rest in one line: `832×480 · seconds 8 · cfg 6.5`. */
function restWords(params: Params): string {
  const { width, height } = params
  const size = typeof width === 'number' && typeof height === 'number' ? [`${width}×${height}`] : []
  const shown = new Set(['models', ...negativeKeys, ...seedKeys, ...(size.length > 0 ? ['width', 'height'] : [])])
  if (loraWords(params) !== '') shown.add('loras')
  const others = Object.entries(params)
    .filter(([key, value]) => !shown.has(key) && value !== null)
    .map(([key, value]) => `${key} ${paramWords(value)}`)
  return [...size, ...others].join(' · ')
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
    ['Model', [modelWords(generation, params), generation.provider].filter(Boolean).join(' · ')],
    ['Seed', paramOf(params, seedKeys)],
    ['Parameters', restWords(params)],
    ['LoRAs', loraWords(params)],
    ['Job', generation.job_id],
    ['Status', generation.status],
    ['Finished', timeWords(generation)],
  ]
  return facts.flatMap(([name, value]) => (value ? [[name, value]] : []))
}
