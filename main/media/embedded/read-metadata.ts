import type { ContentCredentials } from '../../../shared/generation/credentials.ts'
import { type BoundedFile, fileOf, fileOfExtents, readExtents } from './bounded-file.ts'
import { longestContentBytes, readCredentials } from './credentials.ts'
import { readExif } from './exif.ts'
import { findInGif } from './gif.ts'
import { findInIsoMedia } from './iso-media.ts'
import { findInJpeg } from './jpeg.ts'
import { findInMatroska } from './matroska.ts'
import { readPhotoshop } from './photoshop.ts'
import type { FoundPieces, Piece } from './pieces.ts'
import { findInPng, type Png } from './png.ts'
import { pngTextReader } from './png-text.ts'
import { slimManifests } from './slim-manifests.ts'
import { readStealth } from './stealth.ts'
import { collectTexts, decodeText, type FoundTags, type TextCollector } from './texts.ts'
import { findInWebp } from './webp.ts'

/** Manifests contain thumbnails, rarely more than a megabyte; those of longer ones are not read. */
const longestManifestBytes = 32 * 1024 * 1024

/** The texts and credentials in a file about how it was made. */
export interface FileMetadata extends FoundTags {
  credentials: ContentCredentials | null
}

/**
 * Reads the texts and the content credentials of an image or a video, recognized by its first bytes; nothing of any
 * other file. Only the metadata is read, so the size of a file costs nothing. Tags of videos that ffprobe prints are
 * left to it.
 */
export async function readMetadata(file: BoundedFile): Promise<FileMetadata> {
  const texts = collectTexts()
  const found = await findPieces(file, await file.read(0, 12))
  if (found.isIncomplete) texts.note('It has more parts than Rushes reads; texts in the others were left out.')
  const queue = [...found.pieces]
  const readPngText = pngTextReader(file, texts)
  let credentials: ContentCredentials | null = null
  for (const piece of queue) {
    const { kind } = piece
    if (kind === 'tEXt' || kind === 'zTXt' || kind === 'iTXt') await readPngText(piece)
    else if (kind === 'credentials') credentials ??= await credentialsOf(file, piece)
    else queue.push(...(await readPiece(file, piece, texts)))
  }
  const { pixels } = found as Png
  if (pixels && !statesMaking(texts.found)) await readStealth(file, pixels, texts)
  return { ...texts.found, credentials }
}

/** Returns whether texts say how a file was made; then none is hidden in its pixels. */
export function statesMaking({ tags }: FoundTags): boolean {
  return tags.some(({ key }) => /^(comment|parameters|prompt|usercomment)$/i.test(key))
}

async function findPieces(file: BoundedFile, head: Buffer): Promise<FoundPieces> {
  const text = head.toString('latin1')
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return await findInPng(file)
  if (text.startsWith('\xff\xd8\xff')) return await findInJpeg(file)
  if (text.startsWith('RIFF') && text.endsWith('WEBP')) return await findInWebp(file)
  if (text.startsWith('GIF8')) return await findInGif(file)
  if (text.startsWith('\x1a\x45\xdf\xa3')) return await findInMatroska(file)
  if (/^(II\*\0|MM\0\*)/.test(text))
    return { pieces: [{ kind: 'exif', extents: [{ position: 0, length: file.size }] }] }
  return await findInIsoMedia(file)
}

/** Reads a piece, and returns those of other formats inside. */
async function readPiece(file: BoundedFile, piece: Piece, texts: TextCollector): Promise<Piece[]> {
  const { kind, extents } = piece
  const [extent] = extents
  // The data of a TIFF is the file, of which only the metadata is read.
  if (kind === 'exif' && extent?.position === 0) return await readExif(file, texts)
  if (!texts.fits(names[kind] ?? 'comment', lengthOf(piece))) return []
  const bytes = await readExtents(file, extents)
  if (kind === 'exif') await readExif(fileOf(bytes), texts)
  // Four bytes state where the data begins.
  else if (kind === 'exif item')
    await readExif(fileOf(bytes.subarray(4 + (bytes.length < 4 ? 0 : bytes.readUInt32BE(0)))), texts)
  else if (kind === 'xmp') texts.add('XMP', decodeText(bytes))
  else if (kind === 'extended xmp') texts.add('XMP extension', decodeText(bytes))
  else if (kind === 'photoshop') readPhotoshop(bytes, texts)
  else if (kind === 'comment') texts.add('Comment', decodeText(bytes))
  return []
}

const names: { [kind in Piece['kind']]?: string } = {
  exif: 'EXIF data',
  'exif item': 'EXIF data',
  xmp: 'XMP data',
  'extended xmp': 'XMP data',
  photoshop: 'IPTC data',
}

async function credentialsOf(file: BoundedFile, piece: Piece): Promise<ContentCredentials> {
  if (lengthOf(piece) <= longestManifestBytes) return readCredentials(await readExtents(file, piece.extents))
  const store = fileOfExtents(file, piece.extents)
  return readCredentials(await slimManifests(store, longestContentBytes, longestManifestBytes))
}

/** Returns the bytes that the content credentials of a file take; 0 if it has none. */
export async function lengthOfCredentials(file: BoundedFile): Promise<number> {
  const { pieces } = await findPieces(file, await file.read(0, 12))
  const piece = pieces.find(({ kind }) => kind === 'credentials')
  return piece ? lengthOf(piece) : 0
}

function lengthOf({ extents }: Piece): number {
  return extents.reduce((sum, { length }) => sum + length, 0)
}
