import type { Generation } from '../../../shared/contract/generations.ts'
import { loraLabel, passFacts } from '../../../shared/generation/pass-facts.ts'
import { formatElapsed, formatWhen, parseTimestamp } from '../../../shared/units.ts'
import { texts } from './texts.ts'

/** The generation details of a take or an image. */
export type Details = Omit<Generation, 'video_id'>
type Params = NonNullable<Generation['generation_params']>

/** Names that programs give to parameters with a line of their own. */
const negativeKeys = ['negative_prompt', 'negative', 'negativePrompt']
const seedKeys = ['seed', 'noise_seed']

function paramLabel(value: Params[string]): string {
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value.join(', ')
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function paramOf(params: Params, keys: readonly string[]): string | undefined {
  const value = keys.map((key) => params[key]).find((one) => one !== undefined && one !== null)
  return value === undefined ? undefined : paramLabel(value)
}

/** Returns the model, or all models if several made it in turn. */
function modelLabel({ model }: Details, { models }: Params): string | null {
  return Array.isArray(models) && models[0] === model ? paramLabel(models) : model
}

/** Returns the remaining parameters in one line: `832×480 · seconds 8 · cfg 6.5`. */
function restLabel(params: Params): string {
  const { width, height } = params
  const size = typeof width === 'number' && typeof height === 'number' ? [`${width}×${height}`] : []
  const shown = new Set(['models', ...negativeKeys, ...seedKeys, ...(size.length > 0 ? ['width', 'height'] : [])])
  if (loraLabel(params.loras) !== '') shown.add('loras')
  if (passFacts(params.passes).length > 0) shown.add('passes')
  const others = Object.entries(params)
    .filter(([key, value]) => !shown.has(key) && value !== null)
    .map(([key, value]) => `${key} ${paramLabel(value)}`)
  return [...size, ...others].join(' · ')
}

function timeLabel({ started_at, completed_at }: Details): string | null {
  if (completed_at === null) return null
  const seconds = (parseTimestamp(completed_at) - parseTimestamp(started_at ?? '')) / 1000
  const took = seconds >= 0 ? [texts.took(formatElapsed(seconds))] : []
  return [formatWhen(completed_at), ...took].join(' · ')
}

/** Lists how a model made a take or an image, without unknown values. */
export function generationFacts(generation: Details): [name: string, value: string][] {
  const params = generation.generation_params ?? {}
  const facts: [string, string | null | undefined][] = [
    [texts.negative, paramOf(params, negativeKeys)],
    [texts.model, [modelLabel(generation, params), generation.provider].filter(Boolean).join(' · ')],
    [texts.seed, paramOf(params, seedKeys)],
    [texts.parameters, restLabel(params)],
    [texts.loras, loraLabel(params.loras)],
    [texts.job, generation.job_id],
    [texts.status, generation.status],
    [texts.finished, timeLabel(generation)],
  ]
  return facts.flatMap(([name, value]) => (value ? [[name, value]] : []))
}
