import type { Json } from '../workflow/graph.ts'
import { isObject } from '../workflow/validate.ts'
import { type ComfyNode, inputValue } from './comfyui-nodes.ts'
import { eachOnce, toLora } from './loras.ts'
import { numberIn, textIn, withoutUnknown } from './read-values.ts'
import type { GenerationDetails, Lora } from './reading.ts'

const modelStrengths = ['strength_model', 'model_strength', 'strength', 'lora_strength', 'model_weight', 'lora_wt']
const clipStrengths = ['strength_clip', 'clip_strength', 'clip_weight', 'clip_str']

/**
 * Lists the LoRAs that nodes load, each once: `lora_name` or `lora`, numbered in stacks, or objects,
 * `{ on, lora, strength }`. Those that are switched off, or have no strength, are not applied by ComfyUI.
 */
export function lorasOf(nodes: Iterable<ComfyNode>): Pick<GenerationDetails, 'loras' | 'loras_omitted'> {
  const all = [...new Set(nodes)].flatMap((node) =>
    [...node.values].flatMap(([key, value]) => lorasIn(node, key, value)),
  )
  const loras = eachOnce(all.filter(({ strength, strength_clip = 0 }) => strength !== 0 || strength_clip !== 0))
  const omitted = loras.length - mostLoras
  return withoutUnknown({ loras: loras.slice(0, mostLoras), loras_omitted: omitted > 0 ? omitted : undefined })
}

/** More LoRAs than a person loads; a file must not fill the library with their names. */
const mostLoras = 100

function lorasIn(node: ComfyNode, key: string, value: Json): Lora[] {
  if (isObject(value)) return loraIn(value)
  if (Array.isArray(value)) return /lora/i.test(key) ? value.flatMap((one) => (isObject(one) ? loraIn(one) : [])) : []
  const [, number] = /^lora(?:_name)?(_?\d{1,3})?$/i.exec(key) ?? [null, null]
  const name = textIn(value)
  if (number === null || name === undefined || /^none$/i.test(name) || isSwitchedOff(node, number ?? '')) return []
  const strengthOf = (names: readonly string[]) =>
    numberIn(
      inputValue(
        node,
        names.map((it) => it + (number ?? '')),
      ),
    )
  return [toLora(name, strengthOf([...modelStrengths, 'model_str']), strengthOf(clipStrengths))]
}

/** Reads the object of a list that a custom node draws itself. */
function loraIn(value: Record<string, Json>): Lora[] {
  const name = textIn(value.lora) ?? ('strength' in value ? textIn(value.name) : undefined)
  if (name === undefined || value.on === false || value.active === false) return []
  return [toLora(name, numberIn(value.strength), numberIn(value.strengthTwo) ?? numberIn(value.clipStrength))]
}

function isSwitchedOff(node: ComfyNode, number: string): boolean {
  const used = numberIn(inputValue(node, ['lora_count', 'num_loras']))
  const place = numberIn(number.replace('_', ''))
  return inputValue(node, [`switch${number}`]) === 'Off' || (used !== undefined && place !== undefined && place > used)
}
