import { createHash } from 'node:crypto'
import type { Colour } from '../../../shared/colours.ts'
import { cleanTag, isTag, tagKey } from '../../../shared/tags.ts'

/** The part of a take that sidecars carry; null is no value. */
export interface SidecarValues {
  /** 1 to 5 stars. */
  rating: number | null
  colour: Colour | null
  tags: readonly string[]
  note: string | null
}

/** A sidecar as it was read. */
export interface ReadSidecar {
  values: SidecarValues
  /** True if its values are still those that Rushes wrote. */
  isOurs: boolean
}

/** Returns the hash of values, which a sidecar carries to tell whether another program changed them since. */
export function digestOf(values: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(values)).digest('hex')
}

/** Returns whether two sidecars say the same. */
export function isSame(one: SidecarValues, other: SidecarValues): boolean {
  return keyOf(one) === keyOf(other)
}

function keyOf({ rating, colour, tags, note }: SidecarValues): string {
  return JSON.stringify([rating, colour, tags.map(tagKey).toSorted(), note])
}

/** Returns texts as tags, each once; what is no tag is left out. */
export function tagsOf(texts: readonly string[]): string[] {
  const byKey = new Map(texts.filter(isTag).map((text) => [tagKey(text), cleanTag(text)]))
  return [...byKey.values()]
}
