import type { LucideIcon } from 'lucide-react'

/** The one way that icons are drawn; they say nothing to a screen reader, their button does. */
export function Icon({ of: Shape, size = 15 }: { of: LucideIcon; size?: number }) {
  return <Shape size={size} strokeWidth={1.25} aria-hidden focusable={false} />
}
