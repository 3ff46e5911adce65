import { useVirtualizer } from '@tanstack/react-virtual'
import { type ComponentProps, type ReactNode, useEffect, useRef } from 'react'
import styles from './virtual-rows.module.css'

interface VirtualRowsProps extends Omit<ComponentProps<'div'>, 'children'> {
  count: number
  /** Index of the row to keep in view. */
  active?: number
  children: (index: number) => ReactNode
}

/** Pixels. */
const rowHeight = 22

/** A list of lines, of which only those in sight are drawn. */
export function VirtualRows({ count, active, children, ...rest }: VirtualRowsProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  })
  useEffect(() => {
    if (active !== undefined) virtualizer.scrollToIndex(active, { align: 'auto' })
  }, [virtualizer, active])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolling by keyboard needs the focus
    <div ref={scroller} className={styles.scroller} tabIndex={0} {...rest}>
      <div className={styles.list} style={{ height: virtualizer.getTotalSize() }} role="presentation">
        {virtualizer.getVirtualItems().map(({ index, start }) => (
          <div key={index} className={styles.row} style={{ transform: `translateY(${start}px)` }} role="presentation">
            {children(index)}
          </div>
        ))}
      </div>
    </div>
  )
}
