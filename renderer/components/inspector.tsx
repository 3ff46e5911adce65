import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { create } from 'zustand'

/** The element of the inspector while it is open. Pages render into it through a portal, from anywhere in the tree. */
const useInspectorSlot = create<{ element: HTMLElement | null }>(() => ({ element: null }))

export function setInspectorSlot(element: HTMLElement | null): void {
  useInspectorSlot.setState({ element })
}

/** Shows its children in the inspector; renders nothing while that is folded. */
export function Inspector({ children }: { children: ReactNode }) {
  const { element } = useInspectorSlot()
  return element ? createPortal(children, element) : null
}
