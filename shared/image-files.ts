import { extensionOf, looksLikeVideo } from './video-files.ts'

/** Endings of the pictures that a folder is searched for. A GIF can be one too: its frames tell. */
export const imageExtensions: ReadonlySet<string> = new Set('avif jpeg jpg png tif tiff webp'.split(' '))

/** Whether a file is taken for a picture by its name. Names that start with a dot are not. */
export function looksLikeImage(name: string): boolean {
  const base = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
  return !base.startsWith('.') && imageExtensions.has(extensionOf(base))
}

/** Whether a file found in a folder is taken in: as a video, or as a picture. */
export function looksLikeMedia(name: string): boolean {
  return looksLikeVideo(name) || looksLikeImage(name)
}
