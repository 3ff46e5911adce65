import { describeObjects, hashObjects, type SchemaObject } from './database/connection/foreign-schema.ts'
import type { Consents } from './storage/consents.ts'

/** Asks the person whether to accept parts of a library's schema that Rushes did not create; gets them in words. */
export type AskSchema = (described: string) => Promise<boolean>

/**
 * Returns a function that asks once for each library and set of objects. The answer is kept on this computer. Without
 * `ask`, only what was accepted before is.
 */
export function acceptOnce(
  consents: Consents,
  ask: AskSchema | undefined,
): (objects: readonly SchemaObject[]) => Promise<boolean> {
  return async (objects) => {
    const digest = hashObjects(objects)
    if (await consents.has('schema', digest)) return true
    if (!ask || !(await ask(describeObjects(objects)))) return false
    await consents.allow('schema', digest)
    return true
  }
}
