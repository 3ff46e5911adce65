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
  reads: z.enum(['video', 'frames']).default('video'),
  inputs: z.array(z.string().min(1).max(300)).max(1000).optional(),
  config_schema: jsonObjectSchema.default({ type: 'object', additionalProperties: false }),
  timeout_seconds: z.number().positive().max(86_400).default(600),
})
type Declaration = z.infer<typeof declarationSchema>

const outputSchema = z.looseObject({ ranges: z.array(newRangeSchema), metadata: jsonObjectSchema.default({}) })
const stageOutputSchema = z.strictObject({ output: z.unknown(), stats: z.record(z.string(), z.unknown()).default({}) })

/** The placeholders for files, by what the program reads. */
const filePlaceholders = { video: ['path'], frames: ['frames', 'inputs'] } as const
const placeholder = /\{(path|frames|inputs|config|config\.[^{}]+)\}/
/** Looks like a placeholder, and was probably meant as one. */
const possiblePlaceholder = /\{[a-z][\w.]*\}/g

/** A range that ends this much past the end of the video, because a program rounds up, is shortened. */
const slackSeconds = 0.5
/** Windows allows 32,767 characters of arguments. */
const longestConfig = 16_000
/** Enough for a hundred thousand ranges. */
const outputBytes = 16 * 1024 * 1024

/** A program that a library declares, which runs in `folder`. */
export interface OwnProgram {
  name: string
  /** The text of the declaration. */
  text: string
  folder: string
  argv: readonly [string, ...string[]]
}

/** An analyser that a library declares. */
export interface OwnAnalyser extends Analyser, OwnProgram {}

/** The files that a stage reads, and how. */
export interface StageInput {
  /** A folder with the frames, and `frames.json`. */
  frames: string
  /** A JSON file with the outputs of earlier stages, by name. */
  inputs: string
  config: JsonObject
  signal: AbortSignal
}

/** A stage of a pipeline that a library declares: it reads the frames of a timeline. */
export interface OwnStage extends Omit<Analyser, 'analyse'>, OwnProgram {
  /** The stages whose outputs it reads; all if undefined. */
  inputs: readonly string[] | undefined
  /** @throws RushesError TOOL_FAILED, CANCELLED by `signal`. */
  runStage(input: StageInput): Promise<{ output: unknown; stats: Record<string, unknown> }>
}

/**
 * Parses the declaration of an analyser or a stage, the text of a JSON file. Its program runs in `folder`.
 * @throws RushesError BAD_INPUT with what is wrong.
 */
export function parseDeclaration(text: string, folder: string): OwnAnalyser | OwnStage {
  const declaration = readDeclaration(text)
  requirePlaceholders(declaration)
  if (placeholder.test(declaration.argv[0]))
    throw new RushesError('BAD_INPUT', 'argv: The program itself cannot have a placeholder.')
  try {
    if (declaration.config_schema.type !== 'object') throw new Error('its type must be object')
    defaultsOf(declaration.config_schema)
  } catch (error) {
    throw new RushesError('BAD_INPUT', `config_schema: ${messageOf(error)}.`, { cause: error })
  }
  const { name, title = name, description, version, config_schema: configSchema, argv, reads, inputs } = declaration
  const program = { name, title, description, version, configSchema, text, folder, argv }
  if (reads === 'frames') return { ...program, inputs, runStage: (input) => runStage(declaration, folder, input) }
  return { ...program, analyse: (input) => analyse(declaration, folder, input) }
}

function requirePlaceholders({ argv, reads, inputs }: Declaration): void {
  if (reads === 'video' && inputs)
    throw new RushesError('BAD_INPUT', 'inputs: Only a program that reads frames has them.')
  const known: readonly string[] = [...filePlaceholders[reads].map((name) => `{${name}}`), '{config}']
  for (const part of argv) {
    const found = [...part.matchAll(possiblePlaceholder)].map(([whole]) => whole)
    const wrong = found.find((whole) => !known.includes(whole) && !whole.startsWith('{config.'))
    if (wrong === undefined) continue
    const use = `${known.join(', ')} or {config.<key>}`
    throw new RushesError('BAD_INPUT', `argv: ${wrong} is not a placeholder. Use ${use}.`)
  }
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

async function analyse(declaration: Declaration, folder: string, input: AnalysisInput): Promise<AnalysisResult> {
  const printed = await run(declaration, folder, input, { path: input.path })
  const { ranges, metadata } = readOutput(declaration.name, printed, outputSchema)
  return { ranges: ranges.map((range) => within(declaration.name, range, input.durationSeconds)), metadata }
}

async function runStage(declaration: Declaration, folder: string, input: StageInput) {
  const printed = await run(declaration, folder, input, { frames: input.frames, inputs: input.inputs })
  return readOutput(declaration.name, printed, stageOutputSchema)
}

/** Runs the program and returns what it printed. */
async function run(
  declaration: Declaration,
  folder: string,
  { config, signal }: Pick<AnalysisInput, 'config' | 'signal'>,
  files: Readonly<Record<string, string>>,
): Promise<string> {
  const { name, timeout_seconds: timeSeconds } = declaration
  const args = declaration.argv.slice(1).map((part) => fill(part, files, config))
  const limits = { timeSeconds, outputBytes }
  const program = programPath(declaration.argv[0], folder)
  if (program === undefined)
    throw new RushesError('TOOL_MISSING', `${declaration.argv[0]}, which ${name} runs, is not on PATH.`)
  return (await runProgram(program, args, { folder, limits, signal })).toString('utf8')
}

/** Fills in placeholders: strings unquoted, other values as JSON, settings that are not set as nothing. */
function fill(part: string, files: Readonly<Record<string, string>>, config: JsonObject): string {
  return part.replaceAll(new RegExp(placeholder, 'g'), (_whole, key: string) => {
    const file = files[key]
    if (file !== undefined) return file
    const value = key === 'config' ? config : config[key.slice('config.'.length)]
    const text = typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value)
    if (text.length <= longestConfig) return text
    throw new RushesError('BAD_INPUT', `The configuration has more than ${longestConfig} characters.`)
  })
}

function readOutput<Output>(name: string, stdout: string, schema: z.ZodType<Output>): Output {
  let output: unknown
  try {
    output = JSON.parse(stdout)
  } catch (error) {
    throw new RushesError('TOOL_FAILED', `${name} printed no valid JSON: ${messageOf(error)}.`, {
      cause: error,
    })
  }
  const parsed = schema.safeParse(output)
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
