import { MapPinOff } from 'lucide-react'
import { ButtonLink } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { texts } from './texts.ts'

/** The page for an unknown address. */
export function NoPage() {
  return (
    <EmptyState
      icon={MapPinOff}
      title={texts.pageNotFound}
      actions={
        <ButtonLink to="/" search={{}}>
          {texts.goToLibrary}
        </ButtonLink>
      }
    />
  )
}
