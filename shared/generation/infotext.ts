import { eachOnce, toLora } from './loras.ts'
import { numberIn, seedIn, sizeIn, textIn, withoutUnknown } from './read-values.ts'
import type { GenerationDetails, Lora } from './reading.ts'

/** A name and a value in the last line; the pattern of the AUTOMATIC1111 web UI, without its backtracking. */
const pair = /\s*(\w[\w \-/]{0,99}):\s*("(?:\\.|[^\\"])+"|[^,]*)(?:,|$)/g
const minPairs = 3
const longestLine = 100_000

/**
 * Reads the infotext of the AUTOMATIC1111 web UI and its forks: the lines of the prompt, those of the negative prompt
 * after `Negative prompt:`, and one line `Steps: 20, Sampler: Euler a, …`. Quoted values are JSON strings. Undefined
 * without such a line.
 */
export function readInfotext(text: string): GenerationDetails | undefined {
  const lines = text.trim().split(/\r\n|\r|\n/)
  // Extensions add lines after the settings, such as the template of the prompt.
  const named = lines.findLastIndex((line) => /^\s*Steps: \d/.test(line))
  const last = named < 0 ? lines.length - 1 : named
  const settings = readSettings(lines[last] ?? '')
  if (!settings) return undefined
  const prompt: string[] = []
  const negative: string[] = []
  let target = prompt
  for (const line of lines.slice(0, last)) {
    const [, rest] = /^\s*Negative prompt:(.*)$/.exec(line) ?? []
    if (rest !== undefined) target = negative
    target.push((rest ?? line).trim())
  }
  const of = (name: string) => settings.get(name.toLowerCase())
  return withoutUnknown({
    provider: providerOf(textIn(of('Version')) ?? ''),
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

/** Forge counts its versions from `f1.0.0`, and `neo`. */
function providerOf(version: string): string {
  if (/^fooocus/i.test(version)) return 'fooocus'
  return /^(f\d|neo|forge)/i.test(version) ? 'forge' : 'a1111'
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

const lora = /<lora:([^:<>]{1,300})((?::[^:<>]{1,30}){0,8})[^<>]{0,300}>/g

/**
 * Finds `<lora:name:0.8>`, `<lora:name:0.8:0.5>` with the weight in the text encoder first, or the same by name,
 * `<lora:name:te=0.8:unet=0.5>`, within a prompt.
 */
function lorasIn(prompt: string): Lora[] {
  const found = [...prompt.matchAll(lora)].map(([, name = '', list = '']) => {
    const parts = list.split(':').slice(1)
    const named = (key: string) => parts.find((part) => part.startsWith(`${key}=`))?.slice(key.length + 1)
    const [first, second] = parts.filter((part) => !part.includes('='))
    const clip = numberIn(named('te') ?? first)
    const model = numberIn(named('unet') ?? second) ?? clip
    return toLora(name, model, model === clip ? undefined : clip)
  })
  return eachOnce(found)
}
