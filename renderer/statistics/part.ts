import { useNavigate } from '@tanstack/react-router'
import type { executionStatuses } from '../../shared/contract/workflows.ts'

/** The list that a number counts. */
export type Target =
  | { view: 'library'; query: string }
  | { view: 'executions'; state: (typeof executionStatuses)[number] }

/** A part of a chart, and a row of its table. */
export interface Part {
  key: string
  name: string
  /** The value that the chart draws. */
  value: number
  colour?: string
  /** The texts of the table after the name. */
  cells: readonly string[]
  /** Null if no list has exactly what it counts. */
  to: Target | null
}

/** Returns the address of a list, for a link or `navigate`. */
export function linkTo(target: Target) {
  return target.view === 'library'
    ? ({ to: '/', search: { query: target.query } } as const)
    : ({ to: '/executions', search: { state: target.state } } as const)
}

/** Returns a function that opens the list of a part, if it has one. */
export function useOpenPart(): (part: Part | undefined) => void {
  const navigate = useNavigate()
  return (part) => {
    if (part?.to) void navigate(linkTo(part.to))
  }
}
