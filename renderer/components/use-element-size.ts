import { type RefObject, useLayoutEffect, useState } from 'react'

interface ElementSize {
  width: number
  height: number
}

/** Returns the inner size of an element in whole pixels, without its padding; zeros until it is measured. */
export function useElementSize(ref: RefObject<HTMLElement | null>): ElementSize {
  const [size, setSize] = useState<ElementSize>({ width: 0, height: 0 })
  useLayoutEffect(() => {
    const element = ref.current
    if (!element) return
    const measure = () => {
      const padding = window.getComputedStyle(element)
      const inner = (outer: number, ...paddings: string[]) =>
        Math.floor(paddings.reduce((rest, one) => rest - Number.parseFloat(one), outer))
      const width = inner(element.clientWidth, padding.paddingLeft, padding.paddingRight)
      const height = inner(element.clientHeight, padding.paddingTop, padding.paddingBottom)
      setSize((before) => (before.width === width && before.height === height ? before : { width, height }))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [ref])
  return size
}
