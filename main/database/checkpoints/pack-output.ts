import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { deflateSync, inflate } from 'node:zlib'
import { canonicalJson } from '../../../shared/canonical-json.ts'
import type { StageDifference } from '../../../shared/contract/checkpoints.ts'
import { isObject } from '../../../shared/is-object.ts'
import { type Json, jsonDifferences } from '../../../shared/json-differences.ts'
import type { StoredOutput } from './outputs.ts'
import { pairByContent } from './pair-by-content.ts'

/** Smaller texts hardly get smaller. */
const compressedFromBytes = 1024
/** The longest canonical JSON of an output. A compressed one of another program may be a bomb. */
export const longestOutput = 16 * 2 ** 20
/** The most differences of one stage that are listed. */
const mostListed = 1000

/**
 * Returns an output as it is stored: canonical JSON, named by its SHA-256, compressed if it is long. One longer than
 * `longestOutput` has no content.
 * @throws RushesError BAD_INPUT if it is no JSON
 */
export function packOutput(output: unknown): StoredOutput {
  const json = Buffer.from(canonicalJson(output, 'output'))
  const isTooLong = json.length > longestOutput
  const isLong = json.length >= compressedFromBytes
  const content = isTooLong ? Buffer.alloc(0) : isLong ? deflateSync(json) : json
  return {
    output_hash: createHash('sha256').update(json).digest('hex'),
    size_bytes: json.length,
    stored_bytes: content.length,
    encoding: isLong ? 'zlib' : 'json',
    content,
  }
}

/** A call that saves a checkpoint, without its output, which is packed. */
export interface ReadSave {
  /** The body of the call without `output`. */
  body: string
  output: StoredOutput | undefined
}

/**
 * Reads the body of a call that saves a checkpoint: JSON whose fields are at the top, or in `json` as RPC sends them. A
 * call of RPC with values that JSON does not have stays whole.
 * @throws SyntaxError if it is no JSON; RushesError BAD_INPUT
 */
export function readSave(bytes: Uint8Array): ReadSave {
  const text = Buffer.from(bytes).toString()
  const call: unknown = JSON.parse(text)
  if (!isObject(call)) return { body: text, output: undefined }
  const isRpc = isObject(call.json)
  const fields = isObject(call.json) ? call.json : call
  if (!Object.hasOwn(fields, 'output') || (isRpc && Array.isArray(call.meta) && call.meta.length > 0))
    return { body: text, output: undefined }
  const output = packOutput(fields.output)
  delete fields.output
  return { body: JSON.stringify(call), output }
}

type Packed = Pick<StoredOutput, 'encoding' | 'content'>

/** Returns the JSON of a stored output, inflated by zlib’s own threads. @throws Error if it is damaged */
export async function outputJson({ encoding, content }: Packed): Promise<string> {
  const json = encoding === 'zlib' ? await promisify(inflate)(content, { maxOutputLength: longestOutput }) : content
  return Buffer.from(json).toString()
}

/**
 * Returns a stored output. It is parsed by the caller’s thread: to receive a parsed one from another thread takes a
 * thread longer than to parse it (9 MB: 0.7 s against 0.5 s).
 * @throws Error if it is damaged
 */
export async function unpackOutput(stored: Packed): Promise<unknown> {
  return JSON.parse(await outputJson(stored))
}

/** Lists the first differences between two stored outputs, and counts them. @throws Error if one is damaged */
export async function compareOutputs(was: Packed, is: Packed): Promise<Pick<StageDifference, 'differences' | 'total'>> {
  const differences = jsonDifferences(
    (await unpackOutput(was)) as Json,
    (await unpackOutput(is)) as Json,
    pairByContent,
  )
  return { differences: differences.slice(0, mostListed), total: differences.length }
}
