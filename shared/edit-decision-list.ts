import type { Range } from './contract/analyses.ts'
import { type FrameRate, frameOfTimestamp } from './frame-rate.ts'
import { isDropFrame, timecodeOfFrame } from './smpte-timecode.ts'

interface Listed {
  take: string
  title: string
  file_path: string
  frameRate: FrameRate
}

/**
 * A CMX 3600 edit decision list (SMPTE 258M is its standard): an event a range, cut from the take (`AX`, a source that is a
 * file), at the same place on the record side, so that a timeline made of it shows the ranges where they are. Time code
 * counts from the first frame of the file, drop-frame for 29.97 and 59.94. An event holds at least one frame. Lines are of one
 * line each: what would break one becomes a space.
 */
export function editDecisionList(ranges: readonly Range[], { take, title, file_path, frameRate }: Listed): string {
  const clip = oneLine(file_path.split(/[\\/]/).at(-1) ?? take)
  const events = ranges.map((range, index) => {
    const first = frameOfTimestamp(frameRate, range.start)
    const end = Math.max(first + 1, frameOfTimestamp(frameRate, range.end))
    const [from, to] = [timecodeOfFrame(frameRate, first), timecodeOfFrame(frameRate, end)]
    const label = oneLine(range.label ?? '')
    return [
      `${String(index + 1).padStart(3, '0')}  AX       V     C        ${from} ${to} ${from} ${to}`,
      `* FROM CLIP NAME: ${clip}`,
      ...(label === '' ? [] : [`* COMMENT: ${label}`]),
    ].join('\n')
  })
  // The field for the title has 70 characters.
  const head = `TITLE: ${oneLine(`${take} ${title}`).slice(0, 70)}\nFCM: ${isDropFrame(frameRate) ? '' : 'NON-'}DROP FRAME\n`
  return `${[head, ...events].join('\n')}\n`
}

function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: line breaks and their like are what is looked for
  return text.replace(/[\u0000-\u001f\u007f\u0085\u2028\u2029]+/g, ' ').trim()
}
