import type { LucideIcon } from 'lucide-react'
import { memo } from 'react'

/** An icon in the one style of all icons. It is hidden from screen readers: the label of its button is read instead. */
export const Icon = memo(function Icon({ of: Shape, size = 15 }: { of: LucideIcon; size?: number }) {
  return <Shape size={size} strokeWidth={1.25} aria-hidden focusable={false} />
})
