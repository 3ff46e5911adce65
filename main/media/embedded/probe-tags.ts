import type { Probe } from '../ffprobe.ts'
import { collectTexts, type FoundTags } from './texts.ts'

/** Tags that muxers write into every file. */
const housekeeping =
  /^(major_brand|minor_version|compatible_brands|encoder|encoding_tool|encoded_by|creation_time|creation_date|handler_name|vendor_id|language|timecode|duration|rotate|bps|number_of_(frames|bytes)|_statistics_.*|source_id|.*-eng)$/i

/**
 * Returns the tags that ffprobe found: those of the container, then those of its streams (Ogg has none elsewhere). MP4,
 * MOV, MKV and WebM carry generation data there; the spelling of keys depends on the container.
 */
export function probeTags(probe: Probe): FoundTags {
  const texts = collectTexts()
  for (const { tags = {} } of [probe.format, ...probe.streams]) {
    for (const [key, value] of Object.entries(tags)) {
      if (housekeeping.test(key) || /^(Lavf[\d.]+)?$/.test(value.trim())) continue
      texts.add(key, value)
    }
  }
  return texts.found
}
