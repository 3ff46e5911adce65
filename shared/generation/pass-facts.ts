import { isObject } from '../workflow/validate.ts'
import type { GenerationPass } from './reading.ts'

const kinds: Readonly<Record<GenerationPass['kind'], string>> = {
  sample: 'Sampling',
  upscale: 'Upscaling',
  interpolate: 'Interpolation',
}

/**
 * Lists the passes in generation parameters, which any program may have written, as a name and a line of settings:
 * `1 · Sampling`, `wan2.2_high · seed 118 · steps 20`. Empty unless there are several.
 */
export function passFacts(passes: unknown): [name: string, value: string][] {
  if (!Array.isArray(passes) || passes.length < 2) return []
  return passes.filter(isObject).map((pass, index) => {
    const { kind, model, models, loras, sampler, scheduler } = pass
    const title = kinds[String(kind) as GenerationPass['kind']] ?? 'Pass'
    const settings = ['seed', 'steps', 'cfg', 'denoise'].map((key) => [key, pass[key]] as const)
    const words = [
      Array.isArray(models) ? models.join(', ') : model,
      ...settings.map(([key, value]) => (value === undefined || value === null ? null : `${key} ${value}`)),
      [sampler, scheduler].filter(Boolean).join(' '),
      loraLabel(loras),
    ]
    return [`${index + 1} · ${title}`, words.filter(Boolean).join(' · ') || String(pass.node_type ?? '–')]
  })
}

/** Returns the names of LoRAs with their strengths, `film 0.8, rain 1 (text 0.5)`; empty if there are none. */
export function loraLabel(loras: unknown): string {
  if (!Array.isArray(loras)) return ''
  const words = loras.filter(isObject).flatMap(({ name, strength, strength_clip: clip }) => {
    if (typeof name !== 'string') return []
    const isApart = clip !== undefined && clip !== null && clip !== strength
    return [
      [name, strength, isApart && `(text ${clip})`].filter((it) => it !== null && it !== undefined && it !== false),
    ]
  })
  return words.map((parts) => parts.join(' ')).join(', ')
}
