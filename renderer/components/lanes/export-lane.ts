import type { Lane } from '../../../shared/contract/analyses.ts'
import { parseFrameRate } from '../../../shared/frame-rate.ts'
import { rangesOf } from '../../../shared/lane-ranges.ts'
import {
  exportName,
  exportRanges,
  type RangeFormat,
  type RangeSource,
  rangeFormats,
} from '../../../shared/range-exports.ts'
import { downloadText } from '../download.ts'
import { showError, showNotice } from '../notice.tsx'
import { texts } from './texts.ts'

/** The fields of a take that exports need. */
export interface LaneTake {
  id: string
  name: string
  frame_rate: string | null
}

/** Returns the ranges of a lane with the metadata that exports write. */
export function sourceOf(lane: Lane, take: LaneTake, title: string): RangeSource {
  const { file_path, file_hash, config_hash, config, metadata } = lane
  const frameRate = parseFrameRate(take.frame_rate)
  return {
    take: take.name,
    title,
    file_path,
    file_hash,
    config_hash,
    config,
    metadata,
    frameRate,
    ranges: rangesOf(lane),
  }
}

/** Downloads the ranges as a file. */
export function downloadRanges(source: RangeSource, format: RangeFormat): void {
  const text = exportRanges(format, source)
  if (text === null) return
  downloadText(exportName(source, format), `${rangeFormats[format].mediaType};charset=utf-8`, text)
}

export async function copyRanges(source: RangeSource, format: RangeFormat): Promise<void> {
  const text = exportRanges(format, source)
  if (text === null) return
  try {
    await navigator.clipboard.writeText(text)
    showNotice(texts.copiedAs(source.title, rangeFormats[format].name))
  } catch (error) {
    showError(error)
  }
}
