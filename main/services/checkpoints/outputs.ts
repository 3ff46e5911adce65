import { messageOf, RushesError } from '../../../shared/errors.ts'
import type { Core } from '../../core.ts'
import type { OutputDifferences } from '../../database/checkpoints/output-thread.ts'
import { findOutput, type StoredOutput } from '../../database/checkpoints/outputs.ts'
import { outputJson, type ReadSave, unpackOutput } from '../../database/checkpoints/pack-output.ts'
import { badField, requireSmallBytes } from '../calls/input.ts'

/** Returns an output as it is stored. @throws RushesError BAD_INPUT if it is no JSON, or longer than 16 MiB. */
export async function packOutput({ outputs }: Pick<Core, 'outputs'>, output: unknown): Promise<StoredOutput> {
  const packed = await outputs.pack(output).catch(inOutput)
  requireSmallBytes('output', packed.size_bytes)
  return packed
}

/**
 * Reads the body of a call that saves a checkpoint, with its output as it is stored: to parse megabytes on this thread
 * would hold up all other calls.
 * @throws RushesError BAD_INPUT as `packOutput`, and if the body is no JSON
 */
export async function readSave({ outputs }: Pick<Core, 'outputs'>, body: Uint8Array): Promise<ReadSave> {
  const read = await outputs.read(body).catch((error) => {
    if (error instanceof RushesError) return inOutput(error)
    throw new RushesError('BAD_INPUT', `The call could not be read: ${messageOf(error)}`, { cause: error })
  })
  if (read.output) requireSmallBytes('output', read.output.size_bytes)
  return read
}

function inOutput(error: unknown): never {
  if (error instanceof Error && /call stack/.test(error.message)) throw badField('output', 'It is nested too deeply.')
  // Threads pass on no fields.
  if (!(error instanceof RushesError) || error.code !== 'BAD_INPUT') throw error
  throw new RushesError('BAD_INPUT', error.message, { cause: error, data: { fields: ['output'] } })
}

/** Reads a stored output. @throws RushesError NOT_FOUND, FILE_UNREADABLE if the row is damaged */
export async function readOutput({ db }: Pick<Core, 'db'>, outputHash: string): Promise<unknown> {
  return await unpackOutput(await requireOutput(db, outputHash)).catch(damaged(outputHash))
}

/** Reads the JSON of a stored output, unparsed. @throws RushesError as `readOutput` */
export async function readOutputJson({ db }: Pick<Core, 'db'>, outputHash: string): Promise<string> {
  return await outputJson(await requireOutput(db, outputHash)).catch(damaged(outputHash))
}

function damaged(outputHash: string): (error: unknown) => never {
  return (error) => {
    throw new RushesError('FILE_UNREADABLE', `The stored output ${outputHash} is damaged.`, { cause: error })
  }
}

/** Lists the differences between two stored outputs. @throws RushesError as `readOutput` */
export async function compareOutputs(
  { db, outputs }: Pick<Core, 'db' | 'outputs'>,
  was: string,
  is: string,
): Promise<OutputDifferences> {
  const [before, after] = [await requireOutput(db, was), await requireOutput(db, is)]
  return await outputs.compare(before, after).catch((error) => {
    if (error instanceof RushesError) throw error
    throw new RushesError('FILE_UNREADABLE', `One of the stored outputs ${was} and ${is} is damaged.`, { cause: error })
  })
}

async function requireOutput(db: Core['db'], outputHash: string): Promise<StoredOutput> {
  const stored = await findOutput(db, outputHash)
  if (!stored) throw new RushesError('NOT_FOUND', `The output ${outputHash} is not stored.`)
  return stored
}
