import { z } from 'zod'
import { procedure } from './procedure.ts'

/** What can be set for an analyser; JSON Schema of an object, as an own analyser declares it. */
export const configSchemaSchema = z.record(z.string(), z.json())

export const analyserSchema = z.object({
  /** `scenes`, `black`, …, or the name that its declaration gives. */
  name: z.string(),
  title: z.string(),
  description: z.string(),
  /** Changes when its results would: part of what is hashed. */
  version: z.string(),
  /** Whether it comes with Rushes, or from `analysers/*.json` of the library. */
  builtin: z.boolean(),
  config_schema: configSchemaSchema,
  /** Its configuration when nothing is set. */
  defaults: z.record(z.string(), z.json()),
})
export type Analyser = z.infer<typeof analyserSchema>

export const analysers = {
  list: procedure.route({ method: 'GET', path: '/analysers', summary: 'The analysers that can be run' }).output(
    z.object({
      items: z.array(analyserSchema),
      /** Declarations that cannot be used, and why. */
      faults: z.array(z.object({ file: z.string(), message: z.string() })),
    }),
  ),
}
