/**
 * [Note: windows] The library is loaded in windows of `windowSize` takes, divided by rank from the oldest (see ranks),
 * and shown newest first. An import appends ranks, so loaded windows keep their content; only the newest grows. A
 * section is laid out as one block: a window, or, at the top, the two newest windows together, so that a window of one
 * take never fills a row.
 */
export const windowSize = 100

/** A block of ranks: `first` is the oldest, `end` the one after the newest. */
export interface Section {
  first: number
  end: number
}

/** Ranks to load: from `first` to before `end`. */
export interface RankRange {
  first: number
  end: number
}

/** Returns the sections of a list of `total` takes, newest first. */
export function sectionsOf(total: number): Section[] {
  if (total <= 0) return []
  const whole = Math.max(1, Math.floor(total / windowSize))
  const sections: Section[] = []
  for (let index = whole - 1; index >= 0; index -= 1)
    sections.push({ first: index * windowSize, end: index === whole - 1 ? total : (index + 1) * windowSize })
  return sections
}

/** Extends a range of ranks to whole sections, because a section is laid out from all of its takes. */
export function wholeSections({ first, end }: Section, total: number): Section {
  const sections = sectionsOf(total)
  return {
    first: sections[sectionOfRank(first, total)]?.first ?? first,
    end: sections[sectionOfRank(end - 1, total)]?.end ?? end,
  }
}

/** Returns the indexes of the windows that hold ranks from `first` to before `end`, oldest first. */
export function windowsOf(first: number, end: number): number[] {
  if (end <= first) return []
  const from = Math.floor(first / windowSize)
  const to = Math.floor((end - 1) / windowSize)
  return Array.from({ length: to - from + 1 }, (_, offset) => from + offset)
}

/** Returns the section of a rank, as an index into `sectionsOf(total)`. */
export function sectionOfRank(rank: number, total: number): number {
  const whole = Math.max(1, Math.floor(total / windowSize))
  return Math.max(0, whole - 1 - Math.floor(rank / windowSize))
}
