import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { create } from 'zustand'

/** The element of the right column while it is open, so that a page can fill it from wherever it stands in the tree. */
const useInspectorSlot = create<{ element: HTMLElement | null }>(() => ({ element: null }))

export function setInspectorSlot(element: HTMLElement | null): void {
  useInspectorSlot.setState({ element })
}

/** Shows its children in the shell's right column; nothing while that is folded. */
export function Inspector({ children }: { children: ReactNode }) {
  const { element } = useInspectorSlot()
  return element ? createPortal(children, element) : null
}
