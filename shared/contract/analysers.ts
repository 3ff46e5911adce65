import { z } from 'zod'
import { jsonObjectSchema } from '../json-object.ts'
import { adminProcedure, readProcedure } from './procedure.ts'

/** The program of an analyser of the library, and its consent on this computer. */
export const analyserProgramSchema = z.object({
  /** The program and its arguments, with placeholders. */
  argv: z.array(z.string()),
  /** The folder in which it runs, absolute. */
  folder: z.string(),
  /** The program, then files that its arguments name; `sha256` is null if one is missing. */
  files: z.array(z.object({ path: z.string(), sha256: z.string().nullable() })),
  declaration_sha256: z.string(),
  /** Stands for all of the above; a consent is for one digest. */
  digest: z.string(),
  allowed: z.boolean(),
})
export type AnalyserProgram = z.infer<typeof analyserProgramSchema>

export const analyserSchema = z.object({
  /** `scenes`, `black`, …, or the name in the analyser's declaration. */
  name: z.string(),
  title: z.string(),
  description: z.string(),
  /** Changes whenever the results would. Part of the configuration hash. */
  version: z.string(),
  /** `frames` for the stage of a pipeline, which runs on a timeline (`stages.run`) and not on a video. */
  reads: z.enum(['video', 'frames']),
  /** True if the analyser ships with Rushes; otherwise it is declared in the library's `analysers/*.json`. */
  builtin: z.boolean(),
  /** The JSON Schema of its settings, an object. */
  config_schema: jsonObjectSchema,
  /** The program that runs; null if the analyser ships with Rushes. */
  program: analyserProgramSchema.nullable(),
  /** The default configuration. */
  defaults: jsonObjectSchema,
})
export type Analyser = z.infer<typeof analyserSchema>

export const analysers = {
  list: readProcedure.route({ method: 'GET', path: '/analysers', summary: 'List the available analysers' }).output(
    z.object({
      items: z.array(analyserSchema),
      /** Declarations that cannot be used, with the reason. */
      faults: z.array(z.object({ file: z.string(), message: z.string() })),
    }),
  ),
  allow: adminProcedure
    .route({ method: 'POST', path: '/analysers/{name}/allow', summary: 'Allow an analyser of the library to run' })
    /** `digest` is that of the program as it was shown to the person. */
    .input(z.object({ name: z.string(), digest: z.string() }))
    .output(analyserSchema),
  forbid: adminProcedure
    .route({ method: 'POST', path: '/analysers/{name}/forbid', summary: 'Withdraw the consent for an analyser' })
    .input(z.object({ name: z.string() }))
    .output(analyserSchema),
}
