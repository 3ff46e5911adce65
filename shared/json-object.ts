import { z } from 'zod'

/** An object of JSON values, for example metadata, parameters or a configuration. */
export const jsonObjectSchema = z.record(z.string(), z.json())

export type JsonObject = z.infer<typeof jsonObjectSchema>
