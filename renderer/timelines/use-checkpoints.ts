import { type UseQueryResult, useQueries, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { Checkpoint, CheckpointState, Stage } from '../../shared/contract/checkpoints.ts'
import type { Frame } from '../../shared/contract/timelines.ts'
import { type Drawable, drawable, type Mark } from '../../shared/timelines/drawable.ts'
import { frameIndexOf } from '../../shared/timelines/frame-index.ts'
import { api } from '../client.ts'

const none: readonly Checkpoint[] = []

/** The checkpoints of a timeline, the selected one, and the one that it is compared with. */
export interface PickedCheckpoints {
  checkpoints: readonly Checkpoint[]
  selected: Checkpoint | undefined
  compared: Checkpoint | undefined
  select: (id: string | undefined) => void
  /** Selects a checkpoint and compares it with the one that was selected. */
  selectAlso: (id: string) => void
  /** Compares whatever is selected next with the selected checkpoint, or ends the comparison. */
  compare: () => void
}

export function useCheckpoints(timelineId: string): PickedCheckpoints {
  const { data } = useQuery(api.checkpoints.tree.queryOptions({ input: { timeline_id: timelineId } }))
  const checkpoints = data?.items ?? none
  const [ids, setIds] = useState<{ selected?: string | undefined; compared?: string | undefined }>({})
  const find = (id: string | undefined) => checkpoints.find((checkpoint) => checkpoint.id === id)
  return {
    checkpoints,
    selected: find(ids.selected),
    compared: find(ids.compared),
    select: (selected) => setIds(selected === undefined ? {} : (now) => ({ ...now, selected })),
    selectAlso: (id) => setIds((now) => ({ selected: id, compared: now.selected === id ? undefined : now.selected })),
    compare: () => setIds((now) => ({ ...now, compared: now.compared === undefined ? now.selected : undefined })),
  }
}

/** A mark with the stage that returned it. */
export interface StageMark extends Mark {
  stage: string
}

/** The parts of a checkpoint's state that can be drawn, by frame and by stage. */
export interface DrawnState {
  /** Marks by index of the frame. */
  marks: ReadonlyMap<number, readonly StageMark[]>
  stages: readonly (Drawable & { stage: string })[]
}

/**
 * Returns the state of a checkpoint with all outputs. Each is read from the checkpoint that its stage made, so that
 * branches share what they have in common, and megabytes are not read again when something else changes.
 */
export function useCheckpointState(id: string | undefined) {
  const { data: state, error } = useQuery({
    ...api.checkpoints.get.queryOptions({ input: { id: id ?? '' } }),
    enabled: id !== undefined,
  })
  const outputs = useQueries({
    queries: (state?.stages ?? []).map(({ checkpoint_id, stage_name }) => ({
      ...api.checkpoints.stage.queryOptions({ input: { id: checkpoint_id, stage_name } }),
      staleTime: 'static' as const,
    })),
    combine: combineOutputs,
  })
  const data = useMemo(() => {
    if (!state || outputs.read.length < state.stages.length) return undefined
    return { ...state, stages: state.stages.map((stage, index) => ({ ...stage, output: outputs.read[index] })) }
  }, [state, outputs.read])
  return { data, error: error ?? outputs.error }
}

/** Keeps the outputs that are there, in order; one that is missing makes the list too short. */
function combineOutputs(results: readonly UseQueryResult<Stage | null>[]) {
  const error = results.find((result) => result.error)?.error ?? null
  return { read: results.flatMap(({ data }) => (data ? [data.output] : [])), error }
}

/** Returns what of a state can be drawn on these frames. */
export function useDrawnState(state: CheckpointState | undefined, frames: readonly Frame[]): DrawnState | undefined {
  return useMemo(() => (state ? drawnState(state, frames) : undefined), [state, frames])
}

function drawnState({ stages }: CheckpointState, frames: readonly Frame[]): DrawnState {
  const marks = new Map<number, StageMark[]>()
  const drawn = stages.map(({ stage_name: stage, output }) => ({ stage, ...drawable(output) }))
  for (const { stage, marks: all } of drawn)
    for (const mark of all) {
      const index = frameIndexOf(frames, mark.at)
      if (index === undefined) continue
      const list = marks.get(index)
      if (list) list.push({ ...mark, stage })
      else marks.set(index, [{ ...mark, stage }])
    }
  return { marks, stages: drawn }
}
