import { scaledContext } from '../scaled-context.ts'
import { labelColour } from './label-colour.ts'
import type { Segment } from './segments.ts'

export interface PaintedBand {
  segments: readonly Segment[]
  /** Pixels from the top. */
  top: number
  height: number
  /** Outlines mark ranges that both of two compared lanes have. */
  style: 'full' | 'outline'
}

/**
 * Paints bands of ranges onto a canvas of `size` in CSS pixels. A canvas does not follow the colour scheme:
 * it takes colours from its CSS variables once, so it must be painted again when the scheme changes.
 */
export function paintBands(
  canvas: HTMLCanvasElement,
  size: { width: number; height: number },
  bands: readonly PaintedBand[],
): void {
  const context = scaledContext(canvas, size)
  if (!context) return
  const theme = window.getComputedStyle(canvas)
  for (const { segments, top, height: bandHeight, style } of bands) {
    for (const { x, width: length, label, strength } of segments) {
      const colour = theme.getPropertyValue(`--range-${labelColour(label)}`)
      context.globalAlpha = strength
      context.beginPath()
      if (style === 'outline') {
        context.strokeStyle = colour
        context.roundRect(x + 0.5, top + 0.5, Math.max(1, length - 1), bandHeight - 1, Math.min(3, length / 2))
        context.stroke()
      } else {
        context.fillStyle = colour
        context.roundRect(x, top, length, bandHeight, Math.min(3, length / 2))
        context.fill()
      }
    }
  }
}
