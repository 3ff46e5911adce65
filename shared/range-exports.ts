import type { Analysis, Range } from './contract/analyses.ts'
import { toCsv } from './csv.ts'
import { editDecisionList } from './edit-decision-list.ts'
import type { FrameRate } from './frame-rate.ts'

/** Ranges to export, and what the file says about them. */
export interface RangeSource extends Pick<Analysis, 'file_path' | 'file_hash' | 'config_hash' | 'metadata'> {
  /** The name of the take. */
  take: string
  /** The analyser's title. */
  title: string
  config: unknown
  ranges: readonly Range[]
  /** Of the take; null if unknown, which rules out an EDL. */
  frameRate: FrameRate | null
}

/** The export formats by file extension, with their names and media types. */
export const rangeFormats = {
  json: { name: 'JSON', mediaType: 'application/json' },
  csv: { name: 'CSV', mediaType: 'text/csv' },
  vtt: { name: 'WebVTT', mediaType: 'text/vtt' },
  edl: { name: 'EDL (CMX 3600)', mediaType: 'text/plain' },
} as const
export type RangeFormat = keyof typeof rangeFormats

/**
 * Returns the text of an export, with the ranges in order of time; null for an EDL of a take whose frame rate is
 * unknown.
 */
export function exportRanges(format: RangeFormat, source: RangeSource): string | null {
  const ranges = source.ranges.toSorted((a, b) => a.start - b.start || a.end - b.end)
  if (format === 'json') return toJson({ ...source, ranges })
  if (format === 'csv') return rangesToCsv(ranges)
  if (format === 'vtt') return toWebVtt(ranges, source.title)
  return source.frameRate && editDecisionList(ranges, { ...source, frameRate: source.frameRate })
}

/** Returns JSON (RFC 8259), indented by two, with every key of the ranges. */
function toJson({ frameRate: _, ...source }: RangeSource): string {
  return `${JSON.stringify(source, null, 2)}\n`
}

const firstColumns = ['start', 'end', 'label', 'confidence']

/** Returns CSV. Keys of other programs follow in columns of their own. */
function rangesToCsv(ranges: readonly Range[]): string {
  const others = new Set(ranges.flatMap((range) => Object.keys(range)))
  for (const column of firstColumns) others.delete(column)
  const columns = [...firstColumns, ...others]
  return toCsv([columns, ...ranges.map((range) => columns.map((column) => range[column]))])
}

/**
 * Returns WebVTT (W3C, section 4) with one cue per range and its label as text. `&`, `<` and `>` are escaped, so that
 * no text contains `-->`; empty lines, which would end the cue, are left out. A cue lasts at least a millisecond.
 */
function toWebVtt(ranges: readonly Range[], title: string): string {
  const cues = ranges.map((range, index) => {
    const start = Math.round(range.start * 1000)
    const end = Math.max(start + 1, Math.round(range.end * 1000))
    return `${index + 1}\n${vttTime(start)} --> ${vttTime(end)}\n${cueText(range.label, title)}\n`
  })
  return ['WEBVTT\n', ...cues].join('\n')
}

/** Formats `00:00:03.250`; hours have two digits or more. */
function vttTime(milliseconds: number): string {
  const digits = (value: number, length = 2) => String(value).padStart(length, '0')
  const seconds = Math.floor(milliseconds / 1000)
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map((part) => digits(part))
  return `${clock.join(':')}.${digits(milliseconds % 1000, 3)}`
}

function cueText(label: string | undefined, title: string): string {
  const lines = (label ?? '').split(/[\r\n]+/).filter((line) => line.trim() !== '')
  const text = lines.length > 0 ? lines.join('\n') : title
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** Returns a file name with the names of take and analyser, without characters that file systems refuse. */
export function exportName(source: Pick<RangeSource, 'take' | 'title'>, format: RangeFormat): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: file systems refuse control characters too
  const base = `${source.take} - ${source.title}`.replace(/[\u0000-\u001f<>:"/\\|?*]+/g, ' ')
  return `${base.replace(/\s+/g, ' ').trim().slice(0, 120)}.${format}`
}
