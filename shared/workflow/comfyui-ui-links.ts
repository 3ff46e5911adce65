import { z } from 'zod'
import type { GraphBuilder } from './build-graph.ts'
import { idSchema, isObject } from './validate.ts'

const slotSchema = z.custom<string | number>(isSlot).transform((slot) => String(Number(slot)))
const linkSchema = z.object({
  id: idSchema,
  origin_id: idSchema,
  origin_slot: slotSchema,
  target_id: idSchema,
  target_slot: slotSchema,
})

/**
 * Connects nodes by the links of ComfyUI's editor: a list, or an object by id. Like the editor, it ignores those
 * without an id, nodes or slots, and of several with the same id all but the first. Returns their number, without
 * repetitions.
 */
export function connectAll(graph: GraphBuilder, links: unknown): number {
  const known = new Map<string, string>()
  let dangling = 0
  for (const value of Array.isArray(links) ? links : isObject(links) ? Object.values(links) : []) {
    // The editor leaves null entries in the list of links.
    if (value === null) continue
    const link = linkSchema.safeParse(Array.isArray(value) ? withNames(value) : value).data
    const from = link && { node: link.origin_id, port: link.origin_slot }
    const to = link && { node: link.target_id, port: link.target_slot }
    const ends = JSON.stringify([from, to])
    if (link && known.get(link.id) === ends) continue
    if (link && from && to && !known.has(link.id) && graph.find(from.node) && graph.find(to.node)) {
      known.set(link.id, ends)
      graph.connect(link.id, from, to, [])
    } else dangling += 1
  }
  return dangling
}

/** Returns a link of version 0.4, a list, as the object that it is in version 1.0. */
function withNames([id, origin_id, origin_slot, target_id, target_slot]: readonly unknown[]) {
  return { id, origin_id, origin_slot, target_id, target_slot }
}

function isSlot(value: unknown): boolean {
  return typeof value === 'string' ? /^\d{1,9}$/.test(value) : Number.isSafeInteger(value) && Number(value) >= 0
}
