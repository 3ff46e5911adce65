import { z } from 'zod'
import { differenceSchema } from './configurations.ts'
import { continuesAfter, pageFields } from './paging.ts'
import { readProcedure, timestamp, writeProcedure } from './procedure.ts'

// Outputs, configurations and statistics are JSON of other programs: the database checks that they are.

/** A JSON object; `null` and lists are none. */
const objectSchema = z.record(z.string(), z.unknown())
const stageName = z.string().min(1).max(300)

/** A checkpoint as the tree shows it. */
export const checkpointSchema = z.object({
  id: z.string(),
  timeline_id: z.string(),
  /** Null for the root of a tree. */
  parent_id: z.string().nullable(),
  /** The stage whose output it added; null if it only changed the configuration. */
  stage_name: z.string().nullable(),
  /** SHA-256 of the canonical JSON of that output. */
  output_hash: z.string().nullable(),
  /** Size of that JSON. */
  output_bytes: z.number(),
  /** Bytes on disk that no other checkpoint needs. */
  own_bytes: z.number(),
  is_scenario: z.boolean(),
  scenario_label: z.string(),
  is_chosen: z.boolean(),
  /** The checkpoint with which it was pruned; null if it was not. */
  pruned_with: z.string().nullable(),
  created_at: timestamp,
})
export type Checkpoint = z.infer<typeof checkpointSchema>

/** A stage's output in the state of a checkpoint. */
export const stageSchema = z.object({
  stage_name: z.string(),
  output_hash: z.string(),
  output_bytes: z.number(),
  /** The checkpoint that added it: this one or the nearest ancestor. */
  checkpoint_id: z.string(),
  /** Any JSON value; only if asked for. */
  output: z.unknown().optional(),
})
export type Stage = z.infer<typeof stageSchema>

/** The state of a pipeline: all that a checkpoint and its ancestors say, the nearest taking precedence. */
export const checkpointStateSchema = checkpointSchema.extend({
  /** In the order in which they were first added. */
  stages: z.array(stageSchema),
  config_overrides: objectSchema,
  stats: objectSchema,
})
export type CheckpointState = z.infer<typeof checkpointStateSchema>

/** A checkpoint with all that was made from it, which pruning removes. */
export const branchSchema = z.object({
  checkpoints: z.number(),
  /** Bytes on disk that only this branch needs. */
  own_bytes: z.number(),
  /** Bytes on disk of its outputs that others need too, and that stay. */
  shared_bytes: z.number(),
  /** At most 20. */
  scenario_labels: z.array(z.string()),
  /** True if the chosen checkpoint is among them. */
  has_chosen: z.boolean(),
})
export type Branch = z.infer<typeof branchSchema>

/** The differences of a stage between two checkpoints. */
export const stageDifferenceSchema = z.object({
  stage_name: z.string(),
  change: z.enum(['added', 'removed', 'changed', 'same']),
  /** The first 1000 differences within the output; none of an added or removed stage. */
  differences: z.array(differenceSchema),
  total: z.number(),
})
export type StageDifference = z.infer<typeof stageDifferenceSchema>

const id = z.object({ id: z.string() })
const timeline_id = z.object({ timeline_id: z.string() })

export const checkpoints = {
  /** In order of creation: a parent comes before its children. */
  tree: readProcedure
    .meta(continuesAfter(({ id }: Checkpoint) => id))
    .route({ method: 'GET', path: '/timelines/{timeline_id}/tree', summary: 'List the checkpoints of a timeline' })
    .input(
      timeline_id.extend({
        /** Also lists pruned ones. */
        pruned: z.boolean().default(false),
        ...pageFields(20_000, 20_000),
      }),
    )
    .output(z.object({ items: z.array(checkpointSchema), total: z.number() })),
  /** Returns the checkpoint with its state. `outputs` adds what the stages returned, up to 64 MiB of JSON together. */
  get: readProcedure
    .route({ method: 'GET', path: '/checkpoints/{id}', summary: 'Get the state of a checkpoint' })
    .input(id.extend({ outputs: z.boolean().default(false) }))
    .output(checkpointStateSchema),
  /** Returns null if neither the checkpoint nor an ancestor has the stage. */
  stage: readProcedure
    .route({
      method: 'GET',
      path: '/checkpoints/{id}/stages/{stage_name}',
      summary: 'Get the output of a stage as a checkpoint has it',
    })
    .input(id.extend({ stage_name: stageName }))
    .output(stageSchema.nullable()),
  /** A child carries on all outputs, statistics and settings of its parent; its own take precedence. */
  save: writeProcedure
    .route({ method: 'POST', path: '/timelines/{timeline_id}/checkpoints', summary: 'Save a checkpoint' })
    .input(
      timeline_id.extend({
        /** Null begins another tree. */
        parent_checkpoint_id: z.string().nullable().default(null),
        /** Left out together with `output` to change the configuration only. */
        stage_name: stageName.optional(),
        /** Any JSON value, up to 16 MiB. */
        output: z.unknown().optional(),
        config_overrides: objectSchema.nullable().optional(),
        stats: objectSchema.nullable().optional(),
        is_scenario: z.boolean().default(false),
        scenario_label: z.string().max(300).default(''),
      }),
    )
    .output(z.object({ checkpoint_id: z.string() })),
  label: writeProcedure
    .route({ method: 'PATCH', path: '/checkpoints/{id}', summary: 'Name a scenario' })
    .input(id.extend({ is_scenario: z.boolean().optional(), scenario_label: z.string().max(300).optional() }))
    .output(checkpointSchema),
  /** A timeline has at most one chosen checkpoint. */
  choose: writeProcedure
    .route({ method: 'POST', path: '/checkpoints/{id}/choose', summary: 'Mark a checkpoint as the chosen one' })
    .input(id.extend({ is_chosen: z.boolean().default(true) }))
    .output(checkpointSchema),
  /** Of two checkpoints, also of different timelines: `was` is in the first one, `is` in the other. */
  differences: readProcedure
    .route({
      method: 'GET',
      path: '/checkpoints/{id}/differences/{other_id}',
      summary: 'List the differences between the states of two checkpoints',
    })
    .input(
      id.extend({
        other_id: z.string(),
        /** Only this stage. */
        stage_name: stageName.optional(),
      }),
    )
    .output(
      z.object({
        config_overrides: z.array(differenceSchema),
        stats: z.array(differenceSchema),
        stages: z.array(stageDifferenceSchema),
      }),
    ),
  /** Previews `prune`. */
  branch: readProcedure
    .route({ method: 'GET', path: '/checkpoints/{id}/branch', summary: 'Get what a checkpoint’s branch alone owns' })
    .input(id)
    .output(branchSchema),
  /** Prunes a checkpoint with all that was made from it, into the trash. `restore` with the same id undoes it. */
  prune: writeProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'POST', path: '/checkpoints/{id}/prune', summary: 'Prune a checkpoint with its branch' })
    .input(id)
    .output(branchSchema),
  restore: writeProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'POST', path: '/checkpoints/{id}/restore', summary: 'Undo a pruning' })
    .input(id)
    .output(z.object({ restored: z.number() })),
}
