/** The address of a bucket. It holds no secret. */
export interface BucketSettings {
  /** An address that starts with https:// or http://; null for AWS. */
  endpoint: string | null
  region: string
  bucket: string
  /** The beginning of all keys: empty, or a path that ends with a slash. */
  prefix: string
  /** True if the bucket is in the path of addresses, as MinIO, Garage and Ceph have it, instead of in the host. */
  path_style: boolean
  /** The profile of `~/.aws/credentials` with the keys; null for the one that the environment names, or `default`. */
  profile: string | null
}

const scheme = 's3://'

/** Returns the location of an object, as the database has it. */
export function objectAddress({ bucket, prefix }: Pick<BucketSettings, 'bucket' | 'prefix'>, key: string): string {
  return `${scheme}${bucket}/${prefix}${key}`
}

/** Returns the key of an object by its location; undefined if that is in another bucket, or below another prefix. */
export function keyOfAddress(
  { bucket, prefix }: Pick<BucketSettings, 'bucket' | 'prefix'>,
  address: string,
): string | undefined {
  const begin = `${scheme}${bucket}/${prefix}`
  return address.startsWith(begin) ? address.slice(begin.length) : undefined
}

/** Names the bucket for messages: `media at https://…`. */
export function bucketName({ bucket, endpoint, region }: BucketSettings): string {
  return `“${bucket}” at ${endpoint ?? `AWS ${region}`}`
}
