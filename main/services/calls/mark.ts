import type { Core } from '../../core.ts'
import type { WritableDb } from '../../database/connection/connection.ts'

/** A kind of mark: the ids of a `Marked` have it in common. */
interface Kind<Marked> {
  /** The topic that a change touches. */
  topic: 'videos' | 'images'
  read(db: WritableDb, ids: readonly string[]): Promise<Marked[]>
  isSame(one: Marked, other: Marked): boolean
  write(db: WritableDb, marked: Marked): Promise<void>
}

/** Marks videos or images, in order and in one transaction. Returns the marks that they had before. */
export async function mark<Marked extends { ids: string[] }>(core: Core, asked: readonly Marked[], kind: Kind<Marked>) {
  return await core.write(async ({ db, touch }) => {
    const found = new Set<string>()
    const before: Marked[] = []
    for (const one of asked) {
      const groups = await kind.read(db, one.ids)
      for (const id of groups.flatMap(({ ids }) => ids)) found.add(id)
      before.push(...groups.filter((group) => !kind.isSame(group, one)))
      await kind.write(db, one)
    }
    const changed = new Set(before.flatMap(({ ids }) => ids)).size
    if (changed > 0) touch(kind.topic)
    // In reverse, so that what was marked twice gets its first mark back.
    return { found: found.size, changed, before: before.toReversed() }
  })
}
