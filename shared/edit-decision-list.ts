import type { Range } from './contract/analyses.ts'
import { type FrameRate, frameOfTimestamp } from './frame-rate.ts'
import { isDropFrame, timecodeOfFrame } from './smpte-timecode.ts'

interface ListedTake {
  take: string
  title: string
  file_path: string
  frameRate: FrameRate
}

/**
 * Returns a CMX 3600 edit decision list (standardised as SMPTE 258M) with one event per range, cut from the take (`AX`,
 * a file as source), with the same time code on the record side, so that a timeline made from it shows the ranges in
 * place. Time code counts from the first frame of the file, drop-frame for 29.97 and 59.94. An event has at least one
 * frame. Line breaks in texts become spaces.
 */
export function editDecisionList(ranges: readonly Range[], { take, title, file_path, frameRate }: ListedTake): string {
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
  // A title has at most 70 characters.
  const head = `TITLE: ${oneLine(`${take} ${title}`).slice(0, 70)}\nFCM: ${isDropFrame(frameRate) ? '' : 'NON-'}DROP FRAME\n`
  return `${[head, ...events].join('\n')}\n`
}

function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters, such as line breaks, are replaced
  return text.replace(/[\u0000-\u001f\u007f\u0085\u2028\u2029]+/g, ' ').trim()
}
