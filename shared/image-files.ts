import { extensionOf, hasVideoExtension } from './video-files.ts'

/** Extensions of the images that a scan of a folder finds. A GIF of one frame is an image too. */
export const imageExtensions: ReadonlySet<string> = new Set('avif heic heif jpeg jpg png tif tiff webp'.split(' '))

/** Returns whether a file is an image by its name; false for names that begin with a dot. */
export function hasImageExtension(name: string): boolean {
  const base = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
  return !base.startsWith('.') && imageExtensions.has(extensionOf(base))
}

/** Returns whether a scan of a folder imports a file, as a video or an image. */
export function hasMediaExtension(name: string): boolean {
  return hasVideoExtension(name) || hasImageExtension(name)
}
