import { MapPinOff } from 'lucide-react'
import { EmptyState } from '../components/empty-state.tsx'
import { Inspector } from '../components/inspector.tsx'
import { LibraryFacts } from '../components/library-facts.tsx'
import { LibraryLink } from '../components/library-link.tsx'
import { texts } from './texts.ts'

/** The page for an unknown address. */
export function NoPage() {
  return (
    <>
      <EmptyState icon={MapPinOff} title={texts.pageNotFound} actions={<LibraryLink />} />
      <Inspector>
        <LibraryFacts />
      </Inspector>
    </>
  )
}
