import { MapPinOff } from 'lucide-react'
import { ButtonLink } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'

/** The page for an unknown address. */
export function NoPage() {
  return (
    <EmptyState
      icon={MapPinOff}
      title="Page not found"
      actions={
        <ButtonLink to="/" search={{}}>
          Go to Library
        </ButtonLink>
      }
    />
  )
}
