import type { Lora } from './reading.ts'

/** Returns a LoRA with its weights in the model and in the text encoder, as far as a file states them. */
export function toLora(name: string, strength: number | undefined, clip?: number): Lora {
  return { name, strength: strength ?? null, ...(clip !== undefined && { strength_clip: clip }) }
}

/** Returns each LoRA once; of those with the same name, the first. */
export function eachOnce(loras: readonly Lora[]): Lora[] {
  const first = new Map<string, Lora>()
  for (const lora of loras) if (!first.has(lora.name)) first.set(lora.name, lora)
  return [...first.values()]
}
