/** Extensions of the videos that a scan of a folder finds. A file that is named explicitly may have any extension. */
export const videoExtensions: ReadonlySet<string> = new Set(
  '3gp asf avi flv gif m2ts m4v mkv mov mp4 mpeg mpg mts mxf ogv ts vob webm wmv y4m'.split(' '),
)

/** Returns the extension of a file name in lower case, without the dot; empty if there is none. */
export function extensionOf(name: string): string {
  return /[^/\\]\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
}

/** Returns whether a file is a video by its name; false for names that begin with a dot (`._take.mp4` of macOS). */
export function hasVideoExtension(name: string): boolean {
  const base = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
  return !base.startsWith('.') && videoExtensions.has(extensionOf(base))
}

/**
 * Returns the extension of a file inside the library: that of `name` if it looks like one, so that other programs know
 * the format.
 */
export function storedExtension(name: string): string {
  const extension = extensionOf(name)
  return /^[a-z0-9]{1,10}$/.test(extension) ? extension : 'video'
}
