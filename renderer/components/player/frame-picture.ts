import { download, fileNameOf } from '../download.ts'
import { showError, showNotice } from '../notice.tsx'
import type { Deck } from './deck.ts'
import { texts } from './texts.ts'

/** Copies the frame on screen as a picture. Leaves the keys to the browser if a text is selected. */
export function copyFrame({ element }: Deck): boolean {
  if (!element || window.getSelection()?.isCollapsed === false) return false
  // The clipboard takes a promise, because it must be asked while the key is handled.
  const item = new ClipboardItem({ 'image/png': pictureOf(element) })
  navigator.clipboard.write([item]).then(() => showNotice(texts.copiedTheFrame), showError)
  return true
}

/** Saves the frame on screen as a PNG named after the take and the number of the frame. */
export function saveFrame({ element, store }: Deck): boolean {
  if (!element) return false
  const { frame } = store.getState()
  const name = `${element.getAttribute('aria-label')}${frame === null ? '' : texts.atFrame(frame)}`
  pictureOf(element).then((picture) => download(fileNameOf(name, 'png'), picture), showError)
  return true
}

async function pictureOf(element: HTMLVideoElement): Promise<Blob> {
  const canvas = new OffscreenCanvas(element.videoWidth, element.videoHeight)
  canvas.getContext('2d')?.drawImage(element, 0, 0)
  return await canvas.convertToBlob({ type: 'image/png' })
}
