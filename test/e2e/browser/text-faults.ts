import type { Page } from '@playwright/test'

/**
 * Lists texts on screen that are cut off without an ellipsis and a title, that leave the window, or that overlap
 * another text, and error texts without room around them.
 */
export async function textFaults(app: Page): Promise<string[]> {
  return [...(await app.evaluate(findFaults)), ...(await app.evaluate(findFieldFaults))]
}

/** Runs in the page: placeholders and chosen options that are cut off, and error texts at the edge of their box. */
function findFieldFaults(): string[] {
  const faults: string[] = []
  const canvas = document.createElement('canvas').getContext('2d')
  const isShown = (element: Element) =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && element.clientWidth > 1
  for (const field of document.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select')) {
    const text = 'options' in field ? field.selectedOptions[0]?.text : field.value === '' ? field.placeholder : ''
    if (!text || !canvas || !isShown(field)) continue
    const { font, paddingLeft, paddingRight, textOverflow } = getComputedStyle(field)
    canvas.font = font
    const room = field.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight)
    const isTold = textOverflow === 'ellipsis' && field.closest('[title]')
    if (canvas.measureText(text).width > room + 1 && !isTold) faults.push(`cut off: “${text}” in a field`)
  }
  for (const alert of document.querySelectorAll('[role="alert"]')) {
    if (!isShown(alert)) continue
    const range = document.createRange()
    range.selectNodeContents(alert)
    const text = range.getBoundingClientRect()
    for (let box: Element | null = alert; box && box !== document.body; box = box.parentElement) {
      const { backgroundColor, overflow, borderLeftWidth } = getComputedStyle(box)
      const hasEdge = overflow !== 'visible' || borderLeftWidth !== '0px' || backgroundColor !== 'rgba(0, 0, 0, 0)'
      if (!hasEdge) continue
      const frame = box.getBoundingClientRect()
      if (text.left - frame.left < 6 || frame.right - text.right < 6)
        faults.push(`at the edge: “${alert.textContent?.slice(0, 60)}”`)
      break
    }
  }
  return faults
}

/** Runs in the page. */
function findFaults(): string[] {
  interface Shown {
    text: string
    element: Element
    box: DOMRect
  }
  const tolerance = 2
  const faults = new Set<string>()
  const shown: Shown[] = []
  const clips = (element: Element) => getComputedStyle(element).overflow !== 'visible'
  /** A graph is moved by the pointer and by keys. */
  const scrolls = (element: Element) =>
    /auto|scroll/.test(getComputedStyle(element).overflow) || element.matches('.react-flow')
  const hasEllipsis = (element: Element) => {
    const { textOverflow, webkitLineClamp } = getComputedStyle(element)
    return textOverflow === 'ellipsis' || webkitLineClamp !== 'none'
  }
  /** Returns the part of a box that its ancestors show, and reports what they cut off. */
  const visiblePart = (text: string, start: Element, box: DOMRect): DOMRect | undefined => {
    let [left, top, right, bottom] = [box.left, box.top, box.right, box.bottom]
    let isScrolled = false
    for (let at: Element | null = start; at && at !== document.documentElement; at = at.parentElement) {
      if (!clips(at)) continue
      const frame = at.getBoundingClientRect()
      const isHidden = frame.width <= 1 || frame.height <= 1
      if (isHidden) return undefined
      isScrolled ||= scrolls(at)
      const isCut =
        right > frame.right + tolerance ||
        left < frame.left - tolerance ||
        bottom > frame.bottom + tolerance ||
        top < frame.top - tolerance
      if (isCut && !isScrolled && !(hasEllipsis(at) && at.closest('[title], [aria-label]')))
        faults.add(`cut off: “${text}” in ${describe(at)}`)
      ;[left, right] = [Math.max(left, frame.left), Math.min(right, frame.right)]
      ;[top, bottom] = [Math.max(top, frame.top), Math.min(bottom, frame.bottom)]
      if (right - left < 1 || bottom - top < 1) return undefined
    }
    if (!isScrolled && (right > innerWidth + tolerance || left < -tolerance)) faults.add(`outside: “${text}”`)
    return new DOMRect(left, top, right - left, bottom - top)
  }
  const describe = (element: Element) => `${element.tagName.toLowerCase()}.${element.className}`.slice(0, 60)
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement
    const text = node.textContent?.trim().slice(0, 60)
    if (!text || !element?.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue
    if (element.closest('svg, option, style, script')) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    for (const box of range.getClientRects()) {
      const part = box.width > 0 ? visiblePart(text, element, box) : undefined
      if (part) shown.push({ text, element, box: part })
    }
  }
  /** Tests whether something between a text and an ancestor hides what is behind it. */
  const isOpaque = (element: Element, ancestor: Element) => {
    for (let at: Element | null = element; at && at !== ancestor; at = at.parentElement) {
      const { backgroundColor, position, zIndex } = getComputedStyle(at)
      const alpha = Number(/rgba\(.*, ([\d.]+)\)|\/ ([\d.]+)\)/.exec(backgroundColor)?.slice(1).find(Boolean) ?? 1)
      if (alpha > 0.8 && backgroundColor !== 'transparent') return true
      if (position === 'fixed' || zIndex !== 'auto') return true
    }
    return false
  }
  const sorted = shown.sort((one, other) => one.box.top - other.box.top)
  for (const [index, one] of sorted.entries()) {
    for (const other of sorted.slice(index + 1)) {
      if (other.box.top >= one.box.bottom - tolerance) break
      const width = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left)
      const height = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top)
      // Lines of one paragraph may touch.
      if (width <= tolerance || height <= 3 || one.element === other.element) continue
      const range = document.createRange()
      range.setStartBefore(one.element)
      range.setEndAfter(other.element)
      const common = range.commonAncestorContainer as Element
      if (!isOpaque(one.element, common) && !isOpaque(other.element, common))
        faults.add(`overlap: “${one.text}” and “${other.text}”`)
    }
  }
  return [...faults]
}
