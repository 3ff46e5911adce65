/** Endings of the files that a folder is searched for. A file that is named outright is tried whatever its ending. */
export const videoExtensions: ReadonlySet<string> = new Set(
  '3gp asf avi flv gif m2ts m4v mkv mov mp4 mpeg mpg mts mxf ogv ts vob webm wmv y4m'.split(' '),
)

/** The ending of a file name, lower case and without its dot; empty where there is none. */
export function extensionOf(name: string): string {
  return /[^/\\]\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
}

/** Whether a file found in a folder is taken for a video. Names that start with a dot (`._take.mp4` of macOS) are not. */
export function looksLikeVideo(name: string): boolean {
  const base = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
  return !base.startsWith('.') && videoExtensions.has(extensionOf(base))
}
