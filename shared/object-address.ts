/** Returns whether a location of the database is an object in a bucket, `s3://…`. */
export function isBucketAddress(path: string): boolean {
  return path.startsWith('s3://')
}

/** The beginning of the locations in archives; the path of the archive follows. */
export const archiveScheme = 'archive://'

/** Returns whether a location of the database is a file in an archive, `archive:///folder/episode.zip!/videos/…`. */
export function isArchiveAddress(path: string): boolean {
  return path.startsWith(archiveScheme)
}

/** Returns whether a location of the database is no path: an object in a bucket, or a file in an archive. */
export function isObjectAddress(path: string): boolean {
  return isBucketAddress(path) || isArchiveAddress(path)
}

/** Returns the location of a file in an archive. */
export function archiveAddress(archive: string, key: string): string {
  return `${archiveScheme}${archive}!/${key}`
}

/** Returns the path of the archive in a location, and the name of its file in there; undefined for other locations. */
export function readArchiveAddress(address: string): { archive: string; key: string } | undefined {
  const end = address.lastIndexOf('!/')
  if (!isArchiveAddress(address) || end < 0) return undefined
  return { archive: address.slice(archiveScheme.length, end), key: address.slice(end + 2) }
}

/** Returns the path of the file that must be there for a location: the archive for one in an archive, else itself. */
export function fileOfLocation(path: string): string {
  return readArchiveAddress(path)?.archive ?? path
}
