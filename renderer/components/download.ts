/** Downloads a text as UTF-8, byte for byte. */
export function downloadText(name: string, mediaType: string, text: string): void {
  download(name, new Blob([text], { type: mediaType }))
}

/** Downloads bytes under a name. */
export function download(name: string, bytes: Blob): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(bytes)
  link.download = name
  link.click()
  // Once a download has started, it no longer needs the address.
  window.setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

/** Returns a file name that every system accepts. */
export function fileNameOf(name: string, ending: string): string {
  const plain = name
    .replaceAll(/[\p{Cc}\\/:*?"<>|]+/gu, ' ')
    .trim()
    .slice(0, 120)
  return `${plain.replace(/[. ]+$/, '') || 'workflow'}.${ending}`
}
