import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { deflate, inflate } from 'node:zlib'
import { canonicalJson } from '../../../shared/canonical-json.ts'
import { RushesError } from '../../../shared/errors.ts'
import type { Core } from '../../core.ts'
import { findOutput, type StoredOutput } from '../../database/checkpoints/outputs.ts'
import { requireSmall } from '../calls/input.ts'

/** Smaller texts hardly get smaller. */
const compressedFromBytes = 1024
/** Canonical JSON is at most this long (`requireSmall`); a compressed one of another program may be a bomb. */
const longestBytes = 16 * 2 ** 20

/**
 * Returns an output as it is stored: canonical JSON, named by its SHA-256, compressed if it is long.
 * @throws RushesError BAD_INPUT if it is no JSON, or longer than 16 MiB.
 */
export async function packOutput(output: unknown): Promise<StoredOutput> {
  const text = canonicalJson(output, 'output')
  requireSmall('output', text)
  const json = Buffer.from(text)
  const isLong = json.length >= compressedFromBytes
  const content = isLong ? await promisify(deflate)(json) : json
  return {
    output_hash: createHash('sha256').update(json).digest('hex'),
    size_bytes: json.length,
    stored_bytes: content.length,
    encoding: isLong ? 'zlib' : 'json',
    content,
  }
}

/** Reads a stored output. @throws RushesError NOT_FOUND, FILE_UNREADABLE if the row is damaged */
export async function readOutput(core: Pick<Core, 'db'>, outputHash: string): Promise<unknown> {
  const stored = await findOutput(core.db, outputHash)
  if (!stored) throw new RushesError('NOT_FOUND', `The output ${outputHash} is not stored.`)
  try {
    const { content, encoding } = stored
    const json = encoding === 'zlib' ? await promisify(inflate)(content, { maxOutputLength: longestBytes }) : content
    return JSON.parse(Buffer.from(json).toString())
  } catch (error) {
    throw new RushesError('FILE_UNREADABLE', `The stored output ${outputHash} is damaged.`, { cause: error })
  }
}
