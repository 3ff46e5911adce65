import { z } from 'zod'
import { jsonObjectSchema } from '../json-object.ts'
import { adminProcedure, readProcedure } from './procedure.ts'

const name = z.string().min(1).max(300)

/** A stage of a pipeline, with the settings that it has there. */
export const pipelineStageSchema = z.strictObject({ stage: name, config: jsonObjectSchema.default({}) })

/** Stages in order. The library declares it in a file of `analysers/pipelines/`. */
export const pipelineSchema = z.object({
  name,
  title: z.string(),
  description: z.string(),
  stages: z.array(pipelineStageSchema),
})
export type Pipeline = z.infer<typeof pipelineSchema>

/** The checkpoint, or the job that makes it: the same call then returns the checkpoint. One of the two is null. */
const startedSchema = z.object({ checkpoint_id: z.string().nullable(), job_id: z.string().nullable() })

const checkpoint_id = z.object({ checkpoint_id: z.string() })

export const stages = {
  /**
   * Runs a stage of the library (`analysers.list`, those that read frames) on the frames of a checkpoint's timeline and
   * its outputs. The result is a child of the checkpoint. The same inputs, settings and version are never run twice.
   */
  run: adminProcedure
    .route({ method: 'POST', path: '/checkpoints/{checkpoint_id}/run', summary: 'Run a stage on a checkpoint' })
    .input(
      checkpoint_id.extend({
        stage: name,
        /** The settings of the checkpoint for this stage when omitted, or the defaults. */
        config: jsonObjectSchema.optional(),
      }),
    )
    .output(startedSchema),
  pipelines: readProcedure.route({ method: 'GET', path: '/pipelines', summary: 'List the declared pipelines' }).output(
    z.object({
      items: z.array(pipelineSchema),
      /** Declarations that cannot be used, with the reason. */
      faults: z.array(z.object({ file: z.string(), message: z.string() })),
    }),
  ),
  /** Runs the stages of a pipeline one after the other, from the first whose result is not there. */
  runPipeline: adminProcedure
    .route({ method: 'POST', path: '/checkpoints/{checkpoint_id}/run-pipeline', summary: 'Run a pipeline' })
    .input(
      checkpoint_id.extend({
        pipeline: name,
        /** Settings by stage, in place of those that the pipeline declares. */
        config: z.record(z.string(), jsonObjectSchema).default({}),
      }),
    )
    .output(startedSchema),
}
