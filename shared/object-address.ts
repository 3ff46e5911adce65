/** Returns whether a location of the database is an object in a bucket, `s3://…`, and no path. */
export function isObjectAddress(path: string): boolean {
  return path.startsWith('s3://')
}
