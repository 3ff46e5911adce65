import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { type Pipeline, pipelineStageSchema } from '../../../shared/contract/stages.ts'
import { messageOf } from '../../../shared/errors.ts'
import { readSmall } from './find-analysers.ts'

/** A file in the folder `analysers/pipelines` of a library. */
const declarationSchema = z.strictObject({
  name: z.string().min(1).max(300),
  title: z.string().min(1).max(200).optional(),
  description: z.string().max(2000).default(''),
  stages: z.array(pipelineStageSchema).min(1).max(100),
})

/**
 * Finds the pipelines that the `*.json` files in `folder` declare, in the order of their names. A second pipeline of
 * one name is a fault.
 */
export async function findPipelines(
  folder: string,
): Promise<{ items: Pipeline[]; faults: { file: string; message: string }[] }> {
  const items: Pipeline[] = []
  const faults: { file: string; message: string }[] = []
  const names = await readdir(folder).catch(() => [])
  for (const file of names.filter((name) => name.endsWith('.json')).sort()) {
    try {
      const parsed = declarationSchema.safeParse(JSON.parse(await readSmall(join(folder, file))))
      if (!parsed.success)
        throw new Error(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join(' '))
      const { title, ...pipeline } = parsed.data
      if (items.some(({ name }) => name === pipeline.name))
        throw new Error(`The name ${pipeline.name} is already used.`)
      items.push({ ...pipeline, title: title ?? pipeline.name })
    } catch (error) {
      faults.push({ file, message: messageOf(error) })
    }
  }
  return { items, faults }
}
