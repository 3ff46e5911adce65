import { PassThrough, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Busboy } from '@fastify/busboy'
import { messageOf, RushesError } from '../../shared/errors.ts'
import { formatBytes } from '../../shared/units.ts'

/** Limits of each part of a form, whose files can have any size. */
const partLimits = { headerPairs: 100, headerSize: 16 * 1024 }

interface FormOptions {
  /** The most files. */
  files?: number
  /** The most bytes of a file; one that has more is refused. */
  fileBytes?: number
  /** The name and the most bytes of the part that is a text and no file. `receive` keeps it, and must not throw. */
  text?: { name: string; bytes: number; receive(text: string): void }
}

/**
 * Streams each file of a form (`multipart/form-data`) to `receive` as it arrives. Returns their results in order, once
 * all have ended; a file that is refused is read to its end, so that those after it arrive.
 * @throws RushesError BAD_INPUT for a form that is broken, or that has too many or too large files, or other fields
 */
export async function receiveParts<Result>(
  body: Readable,
  contentType: string,
  receive: (fileName: string, file: Readable, name: string) => Promise<Result>,
  { files = 1000, fileBytes = Number.POSITIVE_INFINITY, text }: FormOptions = {},
): Promise<PromiseSettledResult<Result>[]> {
  const received: Promise<Result>[] = []
  const open = new Set<Readable>()
  try {
    const fields = text === undefined ? 0 : 1
    const limits = { ...partLimits, files, fields, parts: files + fields, fileSize: fileBytes }
    const parser = new Busboy({
      headers: { 'content-type': contentType },
      limits: { ...limits, ...(text && { fieldSize: text.bytes }) },
    })
    let refusal: RushesError | undefined
    const refuse = (message: string) => {
      refusal ??= new RushesError('BAD_INPUT', message)
      body.destroy(refusal)
    }
    let failure: unknown
    // It also reports what its parts stumble over after the form has failed.
    parser.on('error', (error) => {
      failure ??= error
    })
    parser.on('file', (field, file, name) => {
      // The parser waits for ever for a file that is destroyed, as it is when it cannot be stored.
      const part = new PassThrough()
      open.add(part)
      // The form can fail before anything reads the file.
      part.on('error', () => undefined)
      file.on('error', (error) => part.destroy(error))
      part.on('close', () => file.resume())
      file.pipe(part)
      file.on('limit', () => refuse(`“${field}” is larger than ${formatBytes(fileBytes)}.`))
      const result = receive(name ?? '', part, field).finally(() => {
        open.delete(part)
        part.resume()
      })
      result.catch(() => undefined)
      received.push(result)
    })
    parser.on('field', (name, value, _nameTruncated, isTruncated) => {
      if (name !== text?.name) refuse(`The form has a part “${name}” without a file name.`)
      else if (isTruncated) refuse(`“${name}” is larger than ${formatBytes(text.bytes)}.`)
      else text.receive(value)
    })
    parser.on('filesLimit', () => refuse(`The form has more than ${files} files.`))
    parser.on('partsLimit', () => refuse(`The form has more than ${limits.parts} parts.`))
    parser.on('fieldsLimit', () => refuse('The form has a part without a file name. Send files only.'))
    // The parser has finished with the last part. What follows it may stop the pipeline for ever.
    const finished = new Promise<void>((resolve) => parser.once('finish', resolve))
    await Promise.race([pipeline(body, parser), finished]).catch((error) => {
      failure ??= error
    })
    if (refusal ?? failure) throw refusal ?? failure
  } catch (error) {
    for (const part of open) part.destroy(error instanceof Error ? error : undefined)
    await Promise.allSettled(received)
    if (error instanceof RushesError) throw error
    throw new RushesError('BAD_INPUT', `The form could not be read: ${messageOf(error)}`, { cause: error })
  }
  return await Promise.allSettled(received)
}
