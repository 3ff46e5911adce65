/**
 * [Note: windows] The library is read in windows of `windowSize` takes, cut by rank from the oldest (see ranks), and shown
 * newest first. An import appends ranks, so windows that were read keep their content; only the newest one grows. A section is
 * what is laid out as one block: a window, and at the top the newest two together, so that a block of one take never has to
 * fill a row of its own.
 */
export const windowSize = 100

/** A block of ranks: `first` is the oldest of it, `end` the one after its newest. */
export interface Section {
  first: number
  end: number
}

/** The sections of a list of `total` takes, newest first. */
export function sectionsOf(total: number): Section[] {
  if (total <= 0) return []
  const whole = Math.max(1, Math.floor(total / windowSize))
  const sections: Section[] = []
  for (let index = whole - 1; index >= 0; index -= 1)
    sections.push({ first: index * windowSize, end: index === whole - 1 ? total : (index + 1) * windowSize })
  return sections
}

/** The ranks of all sections that the ranks from `first` to before `end` fall into: what is laid out together is read together. */
export function wholeSections({ first, end }: Section, total: number): Section {
  const sections = sectionsOf(total)
  return {
    first: sections[sectionOfRank(first, total)]?.first ?? first,
    end: sections[sectionOfRank(end - 1, total)]?.end ?? end,
  }
}

/** The indexes of the windows that hold ranks from `first` to before `end`, oldest first. */
export function windowsOf(first: number, end: number): number[] {
  if (end <= first) return []
  const from = Math.floor(first / windowSize)
  const to = Math.floor((end - 1) / windowSize)
  return Array.from({ length: to - from + 1 }, (_, offset) => from + offset)
}

/** The section that a rank falls into, as an index into `sectionsOf(total)`. */
export function sectionOfRank(rank: number, total: number): number {
  const whole = Math.max(1, Math.floor(total / windowSize))
  return Math.max(0, whole - 1 - Math.floor(rank / windowSize))
}
