import { numberIn, seedIn, sizeIn, textIn, withoutUnknown } from './read-values.ts'
import type { GenerationDetails, Lora } from './reading.ts'

/** A name and a value in the last line; the pattern of the AUTOMATIC1111 web UI, without its backtracking. */
const pair = /\s*(\w[\w \-/]{0,99}):\s*("(?:\\.|[^\\"])+"|[^,]*)(?:,|$)/g
const minPairs = 3
const longestLine = 100_000

/**
 * Reads the infotext of the AUTOMATIC1111 web UI and its forks: the lines of the prompt, those of the negative prompt
 * after `Negative prompt:`, and one line `Steps: 20, Sampler: Euler a, …`. Quoted values are JSON strings. Undefined if
 * the last line is not of that form.
 */
export function readInfotext(text: string): GenerationDetails | undefined {
  const lines = text.trim().split(/\r\n|\r|\n/)
  const settings = readSettings(lines.at(-1) ?? '')
  if (!settings) return undefined
  const prompt: string[] = []
  const negative: string[] = []
  let target = prompt
  for (const line of lines.slice(0, -1)) {
    const [, rest] = /^\s*Negative prompt:(.*)$/.exec(line) ?? []
    if (rest !== undefined) target = negative
    target.push((rest ?? line).trim())
  }
  const of = (name: string) => settings.get(name.toLowerCase())
  return withoutUnknown({
    provider: textIn(of('Version'))?.toLowerCase().startsWith('f') ? 'forge' : 'a1111',
    model: textIn(of('Model')),
    prompt: textIn(prompt.join('\n').trim()),
    negative_prompt: textIn(negative.join('\n').trim()),
    seed: seedIn(of('Seed')),
    steps: numberIn(of('Steps')),
    sampler: textIn(of('Sampler')),
    scheduler: textIn(of('Schedule type')),
    cfg: numberIn(of('CFG scale')),
    ...sizeIn(of('Size')),
    loras: lorasIn(prompt.join('\n')),
  })
}

function readSettings(line: string): Map<string, string> | undefined {
  if (line.length > longestLine) return undefined
  const pairs = [...line.matchAll(pair)].map(([, name = '', value = '']) => [name.trim().toLowerCase(), unquote(value)])
  return pairs.length < minPairs ? undefined : new Map(pairs as [string, string][])
}

function unquote(value: string): string {
  if (!value.startsWith('"')) return value.trim()
  try {
    return String(JSON.parse(value))
  } catch {
    return value
  }
}

/** Finds `<lora:name:0.8>` within a prompt. */
function lorasIn(prompt: string): Lora[] {
  return [...prompt.matchAll(/<lora:([^:<>]{1,300})(?::([^:<>]{1,30}))?[^<>]{0,300}>/g)].map(
    ([, name = '', strength]) => ({
      name,
      strength: numberIn(strength) ?? null,
    }),
  )
}
