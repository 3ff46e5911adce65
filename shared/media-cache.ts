/** Largest size, in bytes, of the media of a server that a desktop keeps; the least recently used leave first. */
export const mediaCacheBytes = 1024 ** 3
