import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Busboy } from '@fastify/busboy'
import { messageOf, RushesError } from '../../shared/errors.ts'

/** Limits of a form: its files can have any size, and everything else is small. */
const limits = { files: 1000, parts: 1000, fields: 0, headerPairs: 100, headerSize: 16 * 1024 }

/**
 * Streams each file of a form (`multipart/form-data`) to `receive` as it arrives. Returns their results in order, once
 * all have ended; a file that is refused is read to its end, so that those after it arrive.
 * @throws RushesError BAD_INPUT for a form that is broken, or that has too many files or other fields
 */
export async function receiveParts<Result>(
  body: Readable,
  contentType: string,
  receive: (name: string, file: Readable) => Promise<Result>,
): Promise<PromiseSettledResult<Result>[]> {
  const received: Promise<Result>[] = []
  const open = new Set<Readable>()
  try {
    const parser = new Busboy({ headers: { 'content-type': contentType }, limits })
    let refusal: RushesError | undefined
    const refuse = (message: string) => {
      refusal ??= new RushesError('BAD_INPUT', message)
      body.destroy(refusal)
    }
    // It also reports what its parts stumble over after the form has failed.
    parser.on('error', () => undefined)
    parser.on('file', (_field, file, name) => {
      open.add(file)
      // The form can fail before anything reads the file.
      file.on('error', () => undefined)
      const result = receive(name ?? '', file).finally(() => {
        open.delete(file)
        file.resume()
      })
      result.catch(() => undefined)
      received.push(result)
    })
    parser.on('filesLimit', () => refuse(`The form has more than ${limits.files} files.`))
    parser.on('partsLimit', () => refuse(`The form has more than ${limits.parts} parts.`))
    parser.on('fieldsLimit', () => refuse('The form has a part without a file name. Send files only.'))
    await pipeline(body, parser).catch((error) => {
      throw refusal ?? error
    })
  } catch (error) {
    for (const file of open) file.destroy(error instanceof Error ? error : undefined)
    await Promise.allSettled(received)
    if (error instanceof RushesError) throw error
    throw new RushesError('BAD_INPUT', `The form could not be read: ${messageOf(error)}`, { cause: error })
  }
  return await Promise.allSettled(received)
}
