import type { Lane } from '../../shared/contract/analyses.ts'
import { parseFrameRate } from '../../shared/frame-rate.ts'
import {
  exportName,
  exportRanges,
  type RangeFormat,
  type RangeSource,
  rangeFormats,
} from '../../shared/range-exports.ts'
import { downloadText } from '../components/download.ts'
import { showError, showNotice } from '../components/notice.tsx'
import { rangesOf } from './lane-ranges.ts'

/** What an export needs to know of the take. */
export interface LaneTake {
  id: string
  name: string
  frame_rate: string | null
}

/** The ranges of a lane with what belongs to them. */
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

/** Saves the ranges as a file, by the way that the window saves downloads. */
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
    showNotice(`${source.title} copied as ${rangeFormats[format].name}`)
  } catch (error) {
    showError(error)
  }
}
