import type { ReactNode } from 'react'
import { ErrorState } from '../error-state.tsx'

interface ListingProps {
  rows: { total: number | undefined; error: Error | null; retry: () => void }
  /** Title of the error state. */
  failure: string
  /** Replaces a list without rows. */
  empty: ReactNode
  children: ReactNode
}

/** A list, or its error state or empty state. */
export function Listing({ rows, failure, empty, children }: ListingProps) {
  if (rows.total === undefined && rows.error)
    return <ErrorState title={failure} error={rows.error} onRetry={rows.retry} />
  return rows.total === 0 ? empty : children
}
