import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import initialize, { WasmReader } from '@contentauth/c2pa-wasm'
import { z } from 'zod'
import type { ContentCredentials } from '../../../shared/generation/credentials.ts'
import { type BoundedFile, withFile } from './bounded-file.ts'
import { lengthOfCredentials } from './read-metadata.ts'

/** The library copies the file, which must fit into memory twice. */
const longestFile = 32 * 1024 * 1024
/** The library decodes all of it, and the memory of WebAssembly has no limit of its own. */
const longestCredentials = 4 * 1024 * 1024
const settings = JSON.stringify({
  // There is no list of trusted signers, and nothing is fetched.
  verify: { verify_trust: false, ocsp_fetch: false, remote_manifest_fetch: false },
})
const storeSchema = z.object({ validation_state: z.enum(['Valid', 'Trusted', 'Invalid']) })

let loaded: Promise<unknown> | undefined

/**
 * Returns whether the signature of the content credentials in a file matches it; null if the library does not support
 * the file. To be called in a thread of its own: it takes memory that only the end of the thread frees.
 */
export async function verifySignature(path: string): Promise<ContentCredentials['signature'] | null> {
  const { format, bytes } = await withFile(path, readSupported)
  if (format === undefined) return null
  loaded ??= load()
  await loaded
  const reader = await WasmReader.fromBytes(format, bytes, settings)
  try {
    const { validation_state } = storeSchema.parse(JSON.parse(reader.json()))
    return validation_state === 'Invalid' ? 'invalid' : 'valid'
  } finally {
    reader.free()
  }
}

async function load(): Promise<void> {
  // Whatever a file asks for, this thread requests nothing.
  globalThis.fetch = async () => {
    throw new Error('This thread makes no requests.')
  }
  const program = createRequire(import.meta.url).resolve('@contentauth/c2pa-wasm/c2pa.wasm')
  await initialize({ module_or_path: await readFile(program) })
}

async function readSupported(file: BoundedFile): Promise<{ format: string | undefined; bytes: Buffer }> {
  const isSmall = file.size <= longestFile && (await lengthOfCredentials(file)) <= longestCredentials
  const format = isSmall ? formatOf((await file.read(0, 12)).toString('latin1')) : undefined
  return { format, bytes: format === undefined ? Buffer.alloc(0) : await file.read(0, file.size) }
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
