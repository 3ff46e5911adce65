import type { Extent } from './bounded-file.ts'

/** A part of a file that contains metadata, in ranges that are joined. */
export interface Piece {
  kind:
    | 'tEXt'
    | 'zTXt'
    | 'iTXt'
    | 'comment'
    | 'exif'
    | 'exif item'
    | 'xmp'
    | 'extended xmp'
    | 'photoshop'
    | 'credentials'
  extents: Extent[]
}

/** The pieces of a file, in its order. */
export interface FoundPieces {
  pieces: Piece[]
  /** True if the file has more pieces, or parts, than are read. */
  isIncomplete?: boolean
}

/** More than any program writes; a file can have millions. */
export const maxPieces = 2000
