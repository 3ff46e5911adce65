import type { EventEmitter } from 'node:events'
import { PassThrough, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Busboy } from '@fastify/busboy'
import { messageOf, RushesError } from '../../shared/errors.ts'
import { formatBytes } from '../../shared/units.ts'

/** Limits of each part of a form, whose files can have any size. */
const partLimits = { headerPairs: 100, headerSize: 16 * 1024 }

const partRule =
  'cannot be read. Each needs “content-disposition: form-data” with a name, among at most 100 headers of 16 KB together.'

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
    let taken = 0
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
    const parts = watchParts(parser, refuse)
    parser.on('file', (field, file, name) => {
      taken++
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
      taken++
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
    if (parts.count !== taken)
      throw new RushesError('BAD_INPUT', `${parts.count - taken} of ${parts.count} parts of the form ${partRule}`)
  } catch (error) {
    for (const part of open) part.destroy(error instanceof Error ? error : undefined)
    await Promise.allSettled(received)
    if (error instanceof RushesError) throw error
    throw new RushesError('BAD_INPUT', `The form could not be read: ${messageOf(error)}`, { cause: error })
  }
  return await Promise.allSettled(received)
}

/**
 * Counts the parts that arrive, and refuses one whose headers are longer than the limit. The parser says nothing of
 * parts that it skips and of headers that it cuts off, so this listens to the parser within it.
 */
function watchParts(parser: object, refuse: (message: string) => void): { readonly count: number } {
  const { parser: inner } = (parser as { _parser: { parser: EventEmitter } })._parser
  const parts = { count: 0 }
  inner.on('part', (part: EventEmitter) => {
    const number = ++parts.count
    part.on('header', (headers: Record<string, string[]>) => {
      const pairs = Object.entries(headers).flatMap(([name, values]) => values.map((value) => name + value))
      // A colon, a space and a line break belong to each.
      const size = pairs.reduce((sum, { length }) => sum + length + 4, 0)
      if (size >= partLimits.headerSize) refuse(`Part ${number} of the form ${partRule}`)
    })
  })
  return parts
}
