import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { ErrorState } from '../components/error-state.tsx'
import { useConnection } from '../state/live.ts'
import { texts } from './texts.ts'

/**
 * Stands in for a view that could not be drawn, such as one whose code could not be loaded; the shell around it stays.
 * The view is opened again when the library is connected again.
 */
export function PageError({ error }: ErrorComponentProps) {
  const router = useRouter()
  const isLive = useConnection(({ state }) => state === 'live')
  const wasLive = useRef(isLive)
  useEffect(() => {
    if (isLive && !wasLive.current) void router.invalidate()
    wasLive.current = isLive
  }, [isLive, router])
  return <ErrorState title={texts.couldntOpenThisView} error={error} onRetry={() => void router.invalidate()} />
}
