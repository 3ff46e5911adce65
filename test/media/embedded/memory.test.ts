import { execFile } from 'node:child_process'
import { closeSync, ftruncateSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { constants, deflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { wanPrompt } from '../../support/generated.ts'
import { jpegOf, segment } from '../../support/image-containers.ts'
import { temporaryFolder } from '../../support/library.ts'
import { programPath } from '../../support/program.ts'
import { box, exif, labelled, png, textChunk } from '../../support/tagged-files.ts'

const gigabyte = 2 ** 30

/** A zlib stream of 2 GiB of zeros, of which only the end is missing. */
function bomb(): Buffer {
  const megabyte = deflateRawSync(Buffer.alloc(2 ** 20), { finishFlush: constants.Z_FULL_FLUSH })
  return Buffer.concat([Buffer.from('789c', 'hex'), ...Array.from({ length: 2048 }, () => megabyte)])
}

/** Writes a file that begins with `head` and is sparse beyond. */
function putSparse(path: string, head: Buffer, size: number): void {
  const file = openSync(path, 'w')
  writeSync(file, head)
  ftruncateSync(file, size)
  closeSync(file)
}

/** A PNG up to a chunk of this length, whose data is missing. */
function pngHead(type: string, length: number): Buffer {
  const chunk = Buffer.alloc(8)
  chunk.writeUInt32BE(length)
  chunk.write(type, 4)
  return Buffer.concat([png([]).subarray(0, 33), chunk])
}

/** The header of a box that states a size of 64 bits. */
function largeBox(type: string, size: number, start: string): Buffer {
  const head = Buffer.alloc(16)
  head.writeUInt32BE(1)
  head.write(type, 4)
  head.writeBigUInt64BE(BigInt(size), 8)
  return Buffer.concat([box('ftyp', Buffer.from('isom0000')), head, Buffer.from(start, 'hex')])
}

function putBadFiles(folder: string): Record<string, string> {
  const paths: Record<string, string> = {}
  const at = (name: string) => {
    paths[name] = join(folder, `${name}.bin`)
    return paths[name]
  }
  const packed = bomb()
  const chunks = (type: string, head: string) =>
    png([...Array.from({ length: 40 }, (): [string, Buffer] => [type, Buffer.concat([Buffer.from(head), packed])])])
  writeFileSync(at('40 zTXt bombs of 2 GiB'), chunks('zTXt', 'prompt\0\0'))
  writeFileSync(at('40 iTXt bombs of 2 GiB'), chunks('iTXt', 'prompt\0\x01\0\0\0'))
  const outside = exif({ 272: 'long enough for an offset', 305: 'Software' })
  outside.writeUInt32LE(0xfffffff0, 10 + 8)
  outside.writeUInt32LE(0x7fffffff, 10 + 4)
  // The next directory is the first one.
  outside.writeUInt32LE(8, 10 + 2 * 12)
  writeFileSync(at('EXIF outside, endless chain'), jpegOf(segment.exif(outside)))
  putSparse(at('TIFF of 5 GiB'), outside, 5 * gigabyte)
  putSparse(at('eXIf of 2 GiB'), pngHead('eXIf', 2 * gigabyte - 1), 3 * gigabyte)
  putSparse(
    at('tEXt of 2 GiB'),
    Buffer.concat([pngHead('tEXt', 2 * gigabyte - 1), Buffer.from('prompt\0')]),
    3 * gigabyte,
  )
  putSparse(at('caBX of 2 GiB'), pngHead('caBX', 2 * gigabyte - 1), 3 * gigabyte)
  const riff = Buffer.from('RIFF\xff\xff\xff\xffWEBPEXIF\xf0\xff\xff\xff', 'latin1')
  putSparse(at('WebP with EXIF of 4 GiB'), riff, 5 * gigabyte)
  const xmp = 'be7acfcb97a942e89c71999491e3afac'
  const manifest = `d8fec3d61b0e483c92975828877ec48100000000${Buffer.from('manifest\0').toString('hex')}`
  putSparse(at('XMP of 4 GiB'), largeBox('uuid', 4 * gigabyte, xmp), 5 * gigabyte)
  putSparse(at('manifest of 4 GiB'), largeBox('uuid', 4 * gigabyte, manifest), 5 * gigabyte)
  const claim = (cbor: string) =>
    png([
      ['caBX', labelled('c2pa', labelled('urn:c2pa:a', labelled('c2pa.claim', box('cbor', Buffer.from(cbor, 'hex')))))],
    ])
  for (const cbor of ['9bffffffffffffffff', '5b7fffffffffffffff', 'bb0000000100000000', '9f'.repeat(60_000)])
    writeFileSync(at(`CBOR ${cbor.slice(0, 18)}`), claim(cbor))
  const description = box('jumd', Buffer.concat([Buffer.alloc(16), Buffer.from([3]), Buffer.from('a\0')]))
  const deep = Buffer.alloc(100_000 * (8 + description.length))
  for (let start = 0; start < deep.length; start += 8 + description.length) {
    deep.writeUInt32BE(deep.length - start, start)
    deep.write('jumb', start + 4)
    description.copy(deep, start + 8)
  }
  writeFileSync(at('JUMBF 100,000 deep'), png([['caBX', deep]]))
  const prompt = wanPrompt({ text: 'é'.repeat(5 * 2 ** 20) })
  writeFileSync(at('JSON cut off after 10 MB'), png([textChunk('prompt', prompt.slice(0, -20))]))
  return paths
}

test('whatever a file holds or states, less than 200 MB are held to read it, and what is left out is noted', async () => {
  const folder = temporaryFolder()
  const plain = join(folder, 'plain.png')
  writeFileSync(plain, png([textChunk('prompt', wanPrompt())]))
  const paths = putBadFiles(folder)
  const read = async (files: string[]): Promise<{ notes: string[][]; peak: number }> =>
    JSON.parse((await promisify(execFile)(process.execPath, [programPath('read-embedded'), ...files])).stdout)
  const [without, all] = [await read([plain]), await read(Object.values(paths))]
  expect(all.peak - without.peak).toBeLessThan(200e6)
  for (const [index, name] of Object.keys(paths).entries())
    expect(`${name}: ${all.notes[index]?.join(' ')}`).toMatch(/left out|cannot be read|ends too early/)
})
