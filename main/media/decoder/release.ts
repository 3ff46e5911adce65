/**
 * The package that contains the decoder's FFmpeg, and the day of its release, which the addon does not say. Change them
 * together; a test compares the version with the installed one.
 */
export const decoderRelease = { version: '6.1.1', date: '2026-08-15' }
