/** A file of a bundle that is being written. */
export interface NewFile {
  /** Its path in the bundle. */
  path: string
  size_bytes: number
}

/** Copies all of a file into the one at `to`, from the byte `at` on, and returns its CRC-32. */
export type CopyBytes = (to: string, at: number) => Promise<{ crc32: number; size_bytes: number }>

/** A bundle that is being written. Files are added one after the other. */
export interface BundleTarget {
  /** Returns true if an export that did not end has left the complete file; asked in the order of the files. */
  has(file: NewFile): Promise<boolean>
  /** Adds a file; nothing of it stays if `copy` throws. */
  add(file: NewFile, copy: CopyBytes): Promise<void>
  /** Completes the bundle: from now on it is at its path. */
  complete(): Promise<void>
  /** Closes it, complete or not; what is complete of it stays for the next export to the same path. */
  close(): Promise<void>
}
