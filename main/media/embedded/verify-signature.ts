import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import initialize, { WasmReader } from '@contentauth/c2pa-wasm'
import { z } from 'zod'
import type { SignatureState } from '../../../shared/generation/credentials.ts'
import { type BoundedFile, withFile } from './bounded-file.ts'
import { withBlob } from './file-blob.ts'
import { lengthOfCredentials } from './read-metadata.ts'

/**
 * The library takes as much memory as the longest part of a file that is hashed at once, which is all the data of a
 * video, and some 60 MB; for a JPEG, three times its size.
 */
const longestFile = 128 * 1024 * 1024
const longestJpeg = 32 * 1024 * 1024
/** The library decodes all of it, and the memory of WebAssembly has no limit of its own. */
const longestCredentials = 4 * 1024 * 1024
const settings = JSON.stringify({
  // There is no list of trusted signers, and nothing is fetched.
  verify: { verify_trust: false, ocsp_fetch: false, remote_manifest_fetch: false },
})
const storeSchema = z.object({ validation_state: z.enum(['Valid', 'Trusted', 'Invalid']) })

let loaded: Promise<unknown> | undefined

/**
 * Returns whether the signature of the content credentials in a file matches it, or why that is not verified. To be
 * called in a thread of its own: it takes memory that only the end of the thread frees.
 */
export async function verifySignature(path: string): Promise<SignatureState> {
  const supported = await withFile(path, supportOf)
  if (typeof supported !== 'string') return supported
  loaded ??= load()
  await loaded
  return withBlob(path, async (blob) => {
    const reader = await WasmReader.fromBlob(supported, blob, settings)
    try {
      const { validation_state } = storeSchema.parse(JSON.parse(reader.json()))
      return { signature: validation_state === 'Invalid' ? 'invalid' : 'valid' }
    } finally {
      reader.free()
    }
  })
}

async function load(): Promise<void> {
  // Whatever a file asks for, this thread requests nothing.
  globalThis.fetch = async () => {
    throw new Error('This thread makes no requests.')
  }
  const program = createRequire(import.meta.url).resolve('@contentauth/c2pa-wasm/c2pa.wasm')
  await initialize({ module_or_path: await readFile(program) })
}

/** Returns the media type of a file as the library calls it, or why the library is not given the file. */
async function supportOf(file: BoundedFile): Promise<string | SignatureState> {
  const format = formatOf((await file.read(0, 12)).toString('latin1'))
  if (format === undefined) return { unverified: 'format' }
  const isSmall = file.size <= (format === 'image/jpeg' ? longestJpeg : longestFile)
  return isSmall && (await lengthOfCredentials(file)) <= longestCredentials ? format : { unverified: 'size' }
}

function formatOf(head: string): string | undefined {
  if (head.startsWith('\x89PNG')) return 'image/png'
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  if (head.startsWith('RIFF') && head.endsWith('WEBP')) return 'image/webp'
  if (head.startsWith('GIF8')) return 'image/gif'
  if (/^(II\*\0|MM\0\*)/.test(head)) return 'image/tiff'
  const [, brand] = /^.{4}ftyp(.{4})/s.exec(head) ?? []
  if (brand === undefined) return undefined
  if (/^avi[fs]/.test(brand)) return 'image/avif'
  if (/^(hei|hev|mif|msf)/.test(brand)) return 'image/heic'
  return brand === 'qt  ' ? 'video/quicktime' : 'video/mp4'
}
