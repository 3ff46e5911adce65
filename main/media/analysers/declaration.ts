import { z } from 'zod'
import { newRangeSchema, type Range } from '../../../shared/contract/analyses.ts'
import { messageOf, RushesError } from '../../../shared/errors.ts'
import { type JsonObject, jsonObjectSchema } from '../../../shared/json-object.ts'
import { runProgram } from '../run-program.ts'
import type { Analyser, AnalysisInput, AnalysisResult } from './analyser.ts'
import { defaultsOf } from './config-schema.ts'
import { programPath } from './program-files.ts'

/** A file in a library's folder `analysers`; docs/analysers.md explains each key. */
const declarationSchema = z.strictObject({
  name: z
    .string()
    .regex(
      /^[a-z0-9][a-z0-9_-]{0,63}$/,
      'Use 1 to 64 characters from a-z, 0-9, - and _, and begin with a letter or digit.',
    ),
  title: z.string().min(1).max(200).optional(),
  description: z.string().max(2000).default(''),
  version: z.string().min(1).max(100),
  argv: z.tuple([z.string().min(1)], z.string()),
  config_schema: jsonObjectSchema.default({ type: 'object', additionalProperties: false }),
  timeout_seconds: z.number().positive().max(86_400).default(600),
})
type Declaration = z.infer<typeof declarationSchema>

const outputSchema = z.looseObject({ ranges: z.array(newRangeSchema), metadata: jsonObjectSchema.default({}) })

const placeholder = /\{(path|config|config\.[^{}]+)\}/
/** Looks like a placeholder, and was probably meant as one. */
const unknownPlaceholder = /\{(?!path\}|config[}.])[a-z][\w.]*\}/

/** A range that ends this much past the end of the video, because a program rounds up, is shortened. */
const slackSeconds = 0.5
/** Windows allows 32,767 characters of arguments. */
const longestConfig = 16_000
/** Enough for a hundred thousand ranges. */
const outputBytes = 16 * 1024 * 1024

/** An analyser that a library declares: a program of its own, which runs in `folder`. */
export interface OwnAnalyser extends Analyser {
  /** The text of the declaration. */
  text: string
  folder: string
  argv: readonly [string, ...string[]]
}

/**
 * Parses the declaration of an analyser, the text of a JSON file. The analyser runs in `folder`.
 * @throws RushesError BAD_INPUT with what is wrong.
 */
export function parseDeclaration(text: string, folder: string): OwnAnalyser {
  const declaration = readDeclaration(text)
  const wrong = declaration.argv.map((part) => unknownPlaceholder.exec(part)?.[0]).find((found) => found !== undefined)
  if (wrong)
    throw new RushesError('BAD_INPUT', `argv: ${wrong} is not a placeholder. Use {path}, {config} or {config.<key>}.`)
  if (placeholder.test(declaration.argv[0]))
    throw new RushesError('BAD_INPUT', 'argv: The program itself cannot have a placeholder.')
  try {
    if (declaration.config_schema.type !== 'object') throw new Error('its type must be object')
    defaultsOf(declaration.config_schema)
  } catch (error) {
    throw new RushesError('BAD_INPUT', `config_schema: ${messageOf(error)}.`, { cause: error })
  }
  const { name, title = name, description, version, config_schema: configSchema } = declaration
  const analyse = (input: AnalysisInput) => run(declaration, folder, input)
  return { name, title, description, version, configSchema, analyse, text, folder, argv: declaration.argv }
}

function readDeclaration(text: string): Declaration {
  try {
    const parsed = declarationSchema.safeParse(JSON.parse(text))
    if (parsed.success) return parsed.data
    throw new RushesError('BAD_INPUT', parsed.error.issues.map(sayingOf).join(' '))
  } catch (error) {
    if (error instanceof RushesError) throw error
    throw new RushesError('BAD_INPUT', `Not valid JSON: ${messageOf(error)}.`, { cause: error })
  }
}

function sayingOf({ path, message }: { path: PropertyKey[]; message: string }): string {
  return `${path.length > 0 ? `${path.map(String).join('.')}: ` : ''}${message}`
}

async function run(declaration: Declaration, folder: string, input: AnalysisInput): Promise<AnalysisResult> {
  const { name, timeout_seconds: timeSeconds } = declaration
  const args = declaration.argv.slice(1).map((part) => fill(part, input.path, input.config))
  const limits = { timeSeconds, outputBytes }
  const program = programPath(declaration.argv[0], folder)
  if (program === undefined)
    throw new RushesError('TOOL_MISSING', `${declaration.argv[0]}, which ${name} runs, is not on PATH.`)
  const stdout = await runProgram(program, args, {
    folder,
    limits,
    signal: input.signal,
  })
  const { ranges, metadata } = readOutput(name, stdout.toString('utf8'))
  return { ranges: ranges.map((range) => within(name, range, input.durationSeconds)), metadata }
}

/** Fills in placeholders: strings unquoted, other values as JSON, settings that are not set as nothing. */
function fill(part: string, path: string, config: JsonObject): string {
  return part.replaceAll(new RegExp(placeholder, 'g'), (_whole, key: string) => {
    if (key === 'path') return path
    const value = key === 'config' ? config : config[key.slice('config.'.length)]
    const text = typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value)
    if (text.length <= longestConfig) return text
    throw new RushesError('BAD_INPUT', `The configuration has more than ${longestConfig} characters.`)
  })
}

function readOutput(name: string, stdout: string): z.infer<typeof outputSchema> {
  let output: unknown
  try {
    output = JSON.parse(stdout)
  } catch (error) {
    throw new RushesError('TOOL_FAILED', `${name} printed no valid JSON: ${messageOf(error)}.`, {
      cause: error,
    })
  }
  const parsed = outputSchema.safeParse(output)
  if (parsed.success) return parsed.data
  const [first] = parsed.error.issues
  throw new RushesError('TOOL_FAILED', `${name} printed an invalid result. ${first && sayingOf(first)}`)
}

function within(name: string, range: Range, durationSeconds: number | null): Range {
  if (durationSeconds === null || range.end <= durationSeconds) return range
  if (range.start <= durationSeconds && range.end <= durationSeconds + slackSeconds) {
    return { ...range, end: durationSeconds }
  }
  const printed = `a range from ${range.start} to ${range.end} s, but the video ends at ${durationSeconds} s`
  throw new RushesError('TOOL_FAILED', `${name} printed ${printed}.`)
}
