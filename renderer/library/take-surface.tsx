import { type ComponentProps, useEffect, useRef, useState } from 'react'
import { useSelection } from '../state/selection.ts'
import { useTakeActions } from './take-actions.ts'
import { type MenuPlace, TakeMenu } from './take-menu.tsx'
import { handleTakeClick, handleTakeContext, handleTakeDoubleClick, handleTakeDrag } from './take-pointer.ts'
import { tileId } from './tile.tsx'

/** Where takes lie: one focus, one set of pointer rules and one menu for all of them. */
export function TakeSurface({ children, ...rest }: ComponentProps<'div'>) {
  const actions = useTakeActions()
  const focus = useSelection((selection) => selection.focus)
  const surface = useRef<HTMLDivElement>(null)
  // Keys go on where they were: back from a take, or after the view was switched.
  useEffect(() => {
    if (document.activeElement === document.body) surface.current?.focus({ preventScroll: true })
  }, [])
  const [place, setPlace] = useState<MenuPlace | null>(null)
  return (
    <>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: keys come in with the rest, as each view moves its own way */}
      {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: the role comes in with the rest */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the role comes in with the rest */}
      <div
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it is a listbox or a grid
        tabIndex={0}
        data-takes
        aria-label="Takes"
        aria-multiselectable
        aria-activedescendant={focus === null ? undefined : tileId(focus)}
        ref={surface}
        {...rest}
        onClick={(event) => handleTakeClick(event, actions)}
        onDoubleClick={(event) => handleTakeDoubleClick(event, actions)}
        onDragStart={(event) => handleTakeDrag(event, actions)}
        onContextMenu={(event) => {
          if (handleTakeContext(event, actions)) setPlace({ x: event.clientX, y: event.clientY })
        }}
      >
        {children}
      </div>
      {place && <TakeMenu place={place} onClose={() => setPlace(null)} />}
    </>
  )
}
