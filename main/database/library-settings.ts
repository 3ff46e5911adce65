import type { z } from 'zod'
import type { Db, WritableDb } from './connection/connection.ts'

/** A setting of the library: its name in `library_settings`, and its form, whose defaults count until it is saved. */
export interface LibrarySetting<Schema extends z.ZodType> {
  name: string
  schema: Schema
}

/** Returns a setting; its defaults if it was never saved, or if another program wrote something else. */
export async function readSetting<Schema extends z.ZodType>(
  db: Db,
  { name, schema }: LibrarySetting<Schema>,
): Promise<z.output<Schema>> {
  const row = await db.selectFrom('library_settings').select('value').where('name', '=', name).executeTakeFirst()
  const saved = row && schema.safeParse(parseOrNull(row.value))
  return saved?.success ? saved.data : schema.parse({})
}

/** Saves a setting. */
export async function saveSetting<Schema extends z.ZodType>(
  db: WritableDb,
  { name }: LibrarySetting<Schema>,
  settings: z.output<Schema>,
): Promise<void> {
  await db
    .replaceInto('library_settings')
    .values({ name, value: JSON.stringify(settings) })
    .execute()
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
