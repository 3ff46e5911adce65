import { knownOf, numberIn, seedIn, sizeIn, textIn } from './known.ts'
import type { GenerationDetails, Lora } from './reading.ts'

/** A name and a value of the last line; the pattern is that of the AUTOMATIC1111 web UI, without its backtracking. */
const pair = /\s*(\w[\w \-/]{0,99}):\s*("(?:\\.|[^\\"])+"|[^,]*)(?:,|$)/g
const fewestPairs = 3
const longestLine = 100_000

/**
 * What the AUTOMATIC1111 web UI and its forks write: lines of the prompt, then of the negative prompt after `Negative prompt:`,
 * then one of `Steps: 20, Sampler: Euler a, …`. Quoted values are JSON strings. Undefined where the last line is no such one.
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
  return knownOf({
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
  return pairs.length < fewestPairs ? undefined : new Map(pairs as [string, string][])
}

function unquote(value: string): string {
  if (!value.startsWith('"')) return value.trim()
  try {
    return String(JSON.parse(value))
  } catch {
    return value
  }
}

/** `<lora:name:0.8>` within a prompt. */
function lorasIn(prompt: string): Lora[] {
  return [...prompt.matchAll(/<lora:([^:<>]{1,300})(?::([^:<>]{1,30}))?[^<>]{0,300}>/g)].map(
    ([, name = '', strength]) => ({
      name,
      strength: numberIn(strength) ?? null,
    }),
  )
}
