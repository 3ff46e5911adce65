import type { Db } from '../connection/connection.ts'

/** Returns the graph that ComfyUI ran, as a file that carried the workflow has it too; null if none has. */
export async function findRunPrompt(db: Db, workflowId: string): Promise<string | null> {
  const row = await db
    .selectFrom('embedded_readings')
    .innerJoin('embedded_metadata', 'embedded_metadata.file_hash', 'embedded_readings.file_hash')
    .select('value')
    .where('workflow_id', '=', workflowId)
    .where('key', '=', 'prompt')
    .limit(1)
    .executeTakeFirst()
  return row?.value ?? null
}
