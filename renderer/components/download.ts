/** Hands a text to whoever looks after downloads here; what arrives is its UTF-8, byte for byte. */
export function downloadText(name: string, mediaType: string, text: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: mediaType }))
  link.download = name
  link.click()
  // The download has the bytes once it has begun.
  window.setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

/** A name as a file may have it anywhere. */
export function fileNameOf(name: string, ending: string): string {
  const plain = name
    .replaceAll(/[\p{Cc}\\/:*?"<>|]+/gu, ' ')
    .trim()
    .slice(0, 120)
  return `${plain.replace(/[. ]+$/, '') || 'workflow'}.${ending}`
}
