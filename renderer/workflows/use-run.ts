import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import type { ListedExecution } from '../../shared/contract/executions.ts'
import type { AssociatedVideo } from '../../shared/contract/workflows.ts'
import { api } from '../client.ts'
import { type Rows, useRows } from '../components/table/use-rows.ts'

/** A run with its takes and its definition. */
export type RunDetails = ListedExecution & { videos: AssociatedVideo[]; definition: string | null }

/** The runs of a workflow, and the one on screen. */
export interface Run {
  rows: Rows<ListedExecution>
  total: number
  tellRange: (first: number, end: number) => void
  /** The selected run, else the newest; undefined if there is none or it is not loaded yet. */
  shown: RunDetails | undefined
  isChosen: boolean
}

export function useRun(workflowId: string, chosen: string | undefined): Run {
  const [range, setRange] = useState({ first: 0, end: 0 })
  const rows = useRows<ListedExecution>(
    (offset, limit) => api.executions.list.queryOptions({ input: { workflow_id: workflowId, offset, limit } }),
    range,
  )
  const id = chosen ?? rows.at(0)?.id ?? ''
  const { data } = useQuery({
    ...api.executions.get.queryOptions({ input: { id } }),
    enabled: id !== '',
    placeholderData: keepPreviousData,
  })
  const tellRange = useCallback((first: number, end: number) => setRange({ first, end }), [])
  const isOurs = data?.workflow_id === workflowId
  return { rows, total: rows.total ?? 0, tellRange, shown: isOurs ? data : undefined, isChosen: chosen !== undefined }
}
