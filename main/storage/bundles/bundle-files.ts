import type { Readable } from 'node:stream'
import { isBundleName } from '../../../shared/bundles/manifest.ts'
import { RushesError } from '../../../shared/errors.ts'

/** A bundle that is open for reading. */
export interface BundleSource {
  /** The size of each file, by its path in the bundle. */
  readonly files: ReadonlyMap<string, number>
  /** Opens a file; the stream fails if the file has more or fewer bytes than `files` says. */
  read(path: string): Promise<Readable>
  close(): Promise<void>
}

/** More files than any library has media. */
const mostFiles = 5_000_000

/** Collects the files of a bundle and refuses names and numbers that no bundle has. */
export function createFileList(bundle: string) {
  const files = new Map<string, number>()
  const spelled = new Set<string>()
  return {
    files,
    add(name: string, size: number): void {
      if (spelled.has(name)) throw refused(bundle, `has ${shown(name)} twice`)
      if (!isBundleName(name)) throw refused(bundle, `has a file that does not belong in a bundle: ${shown(name)}`)
      if (files.size >= mostFiles) throw refused(bundle, `has more than ${mostFiles} files`)
      spelled.add(name)
      files.set(name, size)
    },
  }
}

/** Returns the error for a bundle that is not read. */
export function refused(bundle: string, reason: string, cause?: unknown): RushesError {
  return new RushesError('BAD_INPUT', `${bundle} ${reason}. Nothing of it was imported.`, { cause })
}

function shown(name: string): string {
  return `“${name.slice(0, 200)}”`
}
