import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import {
  type BundledFile,
  type Manifest,
  manifestName,
  manifestSchema,
  rowsName,
} from '../../../shared/bundles/manifest.ts'
import { isDiskFull, messageOf, RushesError } from '../../../shared/errors.ts'
import type { Core } from '../../core.ts'
import type { Row } from '../../database/adopt/columns.ts'
import { migrations } from '../../database/connection/migrate.ts'
import { type BundleSource, refused } from '../../storage/bundles/bundle-files.ts'
import { openBundleSource } from '../../storage/bundles/bundle-source.ts'
import { incomingFolder } from '../../storage/incoming.ts'
import { privateFile, privateFolder } from '../../storage/make-folder.ts'

/** A bundle whose manifest and lists of rows are as they should be. */
export interface Bundle {
  path: string
  manifest: Manifest
  /** The media, by name in the bundle. */
  media: ReadonlyMap<string, BundledFile>
  /** Yields the rows of a table. @throws RushesError BAD_INPUT */
  rows(table: string): AsyncGenerator<Row>
  /** Unpacks a file to a new path. @throws RushesError BAD_INPUT if it is not the one of the manifest */
  unpack(
    file: BundledFile,
    to: string,
    options: { signal?: AbortSignal; onFraction?: (fraction: number) => void },
  ): Promise<void>
  close(): Promise<void>
}

const rowSchema = z.record(
  z.string().max(100),
  z.union([z.string(), z.number(), z.null(), z.strictObject({ hex: z.hex() })]),
)

const mostManifestBytes = 256 * 2 ** 20
const mostRowBytes = 64 * 2 ** 20

/**
 * Opens a bundle and unpacks its lists of rows; see [Note: hostile bundles].
 * @throws RushesError BAD_INPUT, LIBRARY_NEWER, FILE_MISSING, DISK_FULL
 */
export async function openBundle(core: Core, path: string, signal?: AbortSignal): Promise<Bundle> {
  core.access.requireWritable()
  const source = await openBundleSource(path)
  const folder = join(incomingFolder(core.layout), randomUUID())
  const close = async () => {
    await source.close()
    await rm(folder, { recursive: true, force: true })
  }
  try {
    const manifest = await readManifest(path, source)
    await mkdir(folder, { mode: privateFolder })
    const unpack: Bundle['unpack'] = (file, to, options) => unpackFile(path, source, file, to, options)
    const media = new Map<string, BundledFile>()
    for (const file of manifest.files) {
      if (!file.path.startsWith('rows/')) media.set(file.path, file)
      else await unpack(file, listPath(folder, file.path), signal ? { signal } : {})
    }
    const listed = new Set(manifest.files.map((file) => file.path))
    const rows = (table: string) =>
      listed.has(rowsName(table)) ? readRows(path, listPath(folder, rowsName(table))) : noRows()
    return { path, manifest, media, rows, unpack, close }
  } catch (error) {
    await close()
    throw error
  }
}

function listPath(folder: string, name: string): string {
  return join(folder, name.replace('rows/', ''))
}

async function readManifest(path: string, source: BundleSource): Promise<Manifest> {
  const size = source.files.get(manifestName)
  if (size === undefined) throw refused(path, 'has no manifest.json, so it is no bundle, or an incomplete one')
  if (size > mostManifestBytes) throw refused(path, 'has a manifest of more than 256 MB')
  const parsed = manifestSchema.safeParse(parseJson(path, await readText(source)))
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw refused(path, `has a manifest that can’t be read: ${issue?.path.join('.')}: ${issue?.message}`)
  }
  const manifest = parsed.data
  requireListed(path, source, manifest)
  if (manifest.schema_version > migrations.length)
    throw new RushesError('LIBRARY_NEWER', `${path} was exported by a newer Rushes (${manifest.rushes_version}).`)
  return manifest
}

/** Requires that the bundle has the files of its manifest, each once and with its size, and no others. */
function requireListed(path: string, source: BundleSource, { files }: Manifest): void {
  const listed = new Set<string>([manifestName])
  for (const file of files) {
    if (listed.has(file.path)) throw refused(path, `lists ${file.path} twice`)
    listed.add(file.path)
    const size = source.files.get(file.path)
    if (size === undefined) throw refused(path, `lacks ${file.path}`)
    if (size !== file.size_bytes) throw refused(path, `has another ${file.path} than its manifest says`)
  }
  const other = [...source.files.keys()].find((name) => !listed.has(name))
  if (other !== undefined) throw refused(path, `has a file that its manifest does not list: ${other}`)
}

async function readText(source: BundleSource): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of await source.read(manifestName)) pieces.push(piece as Buffer)
  return Buffer.concat(pieces).toString('utf8')
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw refused(path, `has invalid JSON: ${messageOf(error)}`, error)
  }
}

async function unpackFile(
  path: string,
  source: BundleSource,
  file: BundledFile,
  to: string,
  { signal, onFraction }: { signal?: AbortSignal; onFraction?: (fraction: number) => void },
): Promise<void> {
  const sha256 = createHash('sha256')
  let read = 0
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      read += chunk.length
      sha256.update(chunk)
      onFraction?.(read / Math.max(1, file.size_bytes))
      done(null, chunk)
    },
  })
  try {
    const target = createWriteStream(to, { flags: 'wx', mode: privateFile, flush: true })
    await pipeline(await source.read(file.path), measure, target, signal ? { signal } : {})
    if (sha256.digest('hex') !== file.sha256)
      throw new RushesError(
        'FILE_CHANGED',
        `${file.path} in ${path} is damaged: its SHA-256 is not that of the manifest.`,
      )
  } catch (error) {
    await rm(to, { force: true })
    if (signal?.aborted) throw new RushesError('CANCELLED', 'It was cancelled.')
    throw isDiskFull(error) || error instanceof RushesError
      ? error
      : new RushesError('FILE_UNREADABLE', `${file.path} in ${path} can’t be read: ${messageOf(error)}.`, {
          cause: error,
        })
  }
}

async function* noRows(): AsyncGenerator<Row> {}

/** Yields the rows of a list, of which only one line is held at a time. */
async function* readRows(path: string, list: string): AsyncGenerator<Row> {
  let rest = ''
  for await (const piece of createReadStream(list, { encoding: 'utf8', highWaterMark: 1024 * 1024 })) {
    const lines = (rest + piece).split('\n')
    rest = lines.pop() ?? ''
    if (rest.length > mostRowBytes) throw refused(path, 'has a row of more than 64 MB')
    for (const line of lines) yield rowOf(path, line)
  }
  if (rest !== '') yield rowOf(path, rest)
}

function rowOf(path: string, line: string): Row {
  const row = rowSchema.safeParse(parseJson(path, line))
  if (!row.success) throw refused(path, 'has a row that is no object of texts, numbers and blobs')
  return row.data
}
