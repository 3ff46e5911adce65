import { ButtonLink } from './button.tsx'
import { texts } from './texts.ts'

/** The first step that empty views offer: a link to the library, where takes are selected. */
export function LibraryLink() {
  return (
    <ButtonLink to="/" search={{}}>
      {texts.goToLibrary}
    </ButtonLink>
  )
}
