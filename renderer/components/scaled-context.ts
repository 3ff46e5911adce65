/**
 * Clears a canvas and sizes it to `width` by `height` CSS pixels, in the pixels of the screen. Returns its context, in
 * which one unit is one CSS pixel; null if the browser has none.
 */
export function scaledContext(
  canvas: HTMLCanvasElement,
  { width, height }: { width: number; height: number },
): CanvasRenderingContext2D | null {
  const scale = window.devicePixelRatio
  canvas.width = Math.round(width * scale)
  canvas.height = Math.round(height * scale)
  const context = canvas.getContext('2d')
  context?.scale(scale, scale)
  return context
}
