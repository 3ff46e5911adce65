import { describeFileError, RushesError } from '../../shared/errors.ts'
import { type BoundedFile, withFile } from './embedded/bounded-file.ts'
import { type Box, boxesIn, innerBoxes, topBoxes } from './embedded/boxes.ts'

const headBytes = 4096
/** More than the references of any track. */
const longestReferences = 64 * 1024

/** Files that name other files, by how they begin; white space and a byte order mark before are ignored. */
const references: readonly (readonly [RegExp, string])[] = [
  [/^#EXTM3U/, 'an HLS playlist'],
  [/^#EXT/, 'a playlist'],
  [/^<.*<MPD[\s>]|^<MPD[\s>]/is, 'a DASH manifest'],
  [/^<.*<smil|^<smil/is, 'a SMIL presentation'],
  [/^<.*<asx|^<asx/is, 'a playlist'],
  [/^<.*<(\w+:)?(AssetMap|CompositionPlaylist|PackingList)[\s>]/is, 'an IMF package'],
  [/^ffconcat version/, 'a list of files to join'],
  [/^v=0\r?\n/, 'a description of a stream'],
  [/^(rtsptext|smiltext)|^rtsp:/i, 'an address of a stream'],
  [/^\[(reference|playlist)\]/i, 'a playlist'],
]

/**
 * Requires a file that holds a video or an image itself, before any program opens it. Errors call it `named`.
 * @throws RushesError `code` if it is a text or refers to other files; FILE_UNREADABLE if it is no regular file,
 * FILE_MISSING.
 */
export async function requireMedia(path: string, code: 'FILE_UNREADABLE' | 'TOOL_FAILED', named = path): Promise<void> {
  const fault = await withFile(path, faultOf).catch((error) => {
    throw describeFileError(error, named)
  })
  if (fault !== undefined) throw new RushesError(code, `${named} is ${fault}, not a video.`)
}

async function faultOf(file: BoundedFile): Promise<string | undefined> {
  const head = (await file.read(0, headBytes)).toString('latin1')
  const text = head.replace(/^\xef\xbb\xbf/, '').trimStart()
  const found = references.find(([beginning]) => beginning.test(text))
  if (found) return found[1]
  // A raw video may begin with a line of text.
  if (head !== '' && isText(head) && !text.startsWith('YUV4MPEG2')) return 'a text file'
  if (await refersToOthers(file)) return 'a QuickTime movie whose picture or sound is in other files'
  return undefined
}

/** No format of a video begins with thousands of bytes of which none is a control character. */
function isText(head: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what tells text from other files.
  return !/[\0-\x08\x0e-\x1a\x1c-\x1f]/.test(head)
}

/** Returns whether a QuickTime movie has tracks whose data is elsewhere (QTFF: `dref`), or other versions (`rmra`). */
async function refersToOthers(file: BoundedFile): Promise<boolean> {
  for await (const movie of topBoxes(file)) {
    if (movie.type !== 'moov') continue
    for await (const box of innerBoxes(file, movie)) {
      if (box.type === 'rmra') return true
      if (box.type === 'trak' && (await isElsewhere(file, box))) return true
    }
  }
  return false
}

async function isElsewhere(file: BoundedFile, track: Box): Promise<boolean> {
  let boxes = [track]
  for (const type of ['mdia', 'minf', 'dinf', 'dref']) {
    const found: Box[] = []
    for (const box of boxes) {
      for await (const inner of innerBoxes(file, box)) if (inner.type === type) found.push(inner)
    }
    boxes = found
  }
  for (const { start, end } of boxes) {
    const bytes = await file.read(start + 8, Math.min(end - start - 8, longestReferences))
    // The lowest flag says that the data is in the file itself; an entry without an address is taken for one.
    if (boxesIn(bytes).some((entry) => entry.end - entry.start > 5 && (bytes[entry.start + 3] ?? 1) % 2 === 0))
      return true
  }
  return false
}
