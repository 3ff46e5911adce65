import { z } from 'zod'
import { newRangeSchema, type Range } from '../../../shared/contract/analyses.ts'
import { messageOf, RushesError } from '../../../shared/errors.ts'
import { runGroup } from '../run-group.ts'
import type { Analyser, AnalysisInput, AnalysisResult, JsonObject } from './analyser.ts'
import { defaultsOf } from './config-schema.ts'

const object = z.record(z.string(), z.json())

/** A file in the folder `analysers` of a library; docs/analysers.md explains each key. */
const declarationSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,63}$/, 'A name is made of a-z, 0-9, - and _, at most 64 of them.'),
  title: z.string().min(1).max(200).optional(),
  description: z.string().max(2000).default(''),
  version: z.string().min(1).max(100),
  argv: z.tuple([z.string().min(1)], z.string()),
  config_schema: object.default({ type: 'object', additionalProperties: false }),
  timeout_seconds: z.number().positive().max(86_400).default(600),
})
type Declaration = z.infer<typeof declarationSchema>

const outputSchema = z.looseObject({ ranges: z.array(newRangeSchema), metadata: object.default({}) })

const placeholder = /\{(path|config|config\.[^{}]+)\}/g
/** What looks like a placeholder and is none was meant to be one. */
const unknownPlaceholder = /\{(?!path\}|config[}.])[a-z][\w.]*\}/

/** How far a range may reach past the end, where a program rounds up; it is cut off. */
const slackSeconds = 0.5
/** Windows takes no more than 32,767 characters of arguments. */
const longestConfig = 16_000

/**
 * The analyser that a declaration, the text of a JSON file, declares. It runs in `folder`.
 * @throws RushesError BAD_INPUT that says what is wrong with it.
 */
export function parseDeclaration(text: string, folder: string): Analyser {
  const declaration = readDeclaration(text)
  const wrong = declaration.argv.map((part) => unknownPlaceholder.exec(part)?.[0]).find((found) => found !== undefined)
  if (wrong) throw new RushesError('BAD_INPUT', `argv: ${wrong} is neither {path}, {config} nor {config.<key>}.`)
  try {
    if (declaration.config_schema.type !== 'object') throw new Error('its type must be object')
    defaultsOf(declaration.config_schema)
  } catch (error) {
    throw new RushesError('BAD_INPUT', `config_schema: ${messageOf(error)}.`, { cause: error })
  }
  const { name, title = name, description, version, config_schema: configSchema } = declaration
  const analyse = (input: AnalysisInput) => run(declaration, folder, input)
  return { name, title, description, version, configSchema, analyse }
}

function readDeclaration(text: string): Declaration {
  try {
    const parsed = declarationSchema.safeParse(JSON.parse(text))
    if (parsed.success) return parsed.data
    throw new RushesError('BAD_INPUT', parsed.error.issues.map(sayingOf).join(' '))
  } catch (error) {
    if (error instanceof RushesError) throw error
    throw new RushesError('BAD_INPUT', `It is not JSON: ${messageOf(error)}.`, { cause: error })
  }
}

function sayingOf({ path, message }: { path: PropertyKey[]; message: string }): string {
  return `${path.length > 0 ? `${path.map(String).join('.')}: ` : ''}${message}`
}

async function run(declaration: Declaration, folder: string, input: AnalysisInput): Promise<AnalysisResult> {
  const { name, timeout_seconds: timeoutSeconds } = declaration
  const [program, ...args] = declaration.argv.map((part) => fill(part, input.path, input.config))
  const stdout = await runGroup([program ?? '', ...args], { folder, timeoutSeconds, signal: input.signal })
  const { ranges, metadata } = readOutput(name, stdout)
  return { ranges: ranges.map((range) => within(name, range, input.durationSeconds)), metadata }
}

/** Texts are put in as they are, everything else as JSON; nothing where nothing is set. */
function fill(part: string, path: string, config: JsonObject): string {
  return part.replaceAll(placeholder, (_whole, key: string) => {
    if (key === 'path') return path
    const value = key === 'config' ? config : config[key.slice('config.'.length)]
    const text = typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value)
    if (text.length <= longestConfig) return text
    throw new RushesError('BAD_INPUT', `The configuration is longer than ${longestConfig} characters.`)
  })
}

function readOutput(name: string, stdout: string): z.infer<typeof outputSchema> {
  let output: unknown
  try {
    output = JSON.parse(stdout)
  } catch (error) {
    throw new RushesError('TOOL_FAILED', `${name} printed no JSON that can be read: ${messageOf(error)}.`, {
      cause: error,
    })
  }
  const parsed = outputSchema.safeParse(output)
  if (parsed.success) return parsed.data
  const [first] = parsed.error.issues
  throw new RushesError('TOOL_FAILED', `${name} printed what is no result: ${first && sayingOf(first)}`)
}

function within(name: string, range: Range, durationSeconds: number | null): Range {
  if (durationSeconds === null || range.end <= durationSeconds) return range
  if (range.start <= durationSeconds && range.end <= durationSeconds + slackSeconds) {
    return { ...range, end: durationSeconds }
  }
  const said = `a range from ${range.start} to ${range.end} s, and the video ends at ${durationSeconds} s`
  throw new RushesError('TOOL_FAILED', `${name} printed ${said}.`)
}
