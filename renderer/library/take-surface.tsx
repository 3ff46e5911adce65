import { type ComponentProps, useEffect, useRef, useState } from 'react'
import { focusUnlessUsed } from '../components/focus-unless-used.ts'
import { useSelection } from '../state/selection.ts'
import { useTakeActions } from './take-actions.ts'
import { type MenuPosition, TakeMenu } from './take-menu.tsx'
import { handleTakeClick, handleTakeContext, handleTakeDoubleClick, handleTakeDrag } from './take-pointer.ts'
import { texts } from './texts.ts'
import { tileId } from './tile.tsx'

/** The focusable element of the grid or list of `total` takes, with its pointer handlers and context menu. */
export function TakeSurface({ total, children, ...rest }: ComponentProps<'div'> & { total: number }) {
  const actions = useTakeActions()
  // The list may have become shorter than the rank of the focus.
  const focus = useSelection(({ focus }) => (focus !== null && focus < total ? focus : null))
  const surface = useRef<HTMLDivElement>(null)
  const { filter } = actions.takes
  // Takes the focus after going back from a take or switching the view, and from a button that is gone, such as that
  // which removed a filter: keys go on working.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a button that changes the list may go away with it
  useEffect(() => focusUnlessUsed(surface.current), [filter])
  const [place, setPlace] = useState<MenuPosition | null>(null)
  return (
    <>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the key handler is among the other props */}
      {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: the role is among the other props */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the role is among the other props */}
      <div
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it is a listbox or a grid
        tabIndex={0}
        data-takes
        aria-label={texts.takes}
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
