/** Side of the square grey pictures that are hashed, in pixels. */
export const pictureSide = 64
const pictureSize = pictureSide * pictureSide
/** Frames along one side of a video's montage. */
const montageSide = 5
/** Frames of a video that are hashed. */
export const framesPerVideo = montageSide * montageSide

/**
 * Version of all that makes hashes comparable: choice, scaling and hashing of frames. When it rises, every video is
 * hashed again.
 */
export const perceptualHashVersion = 2

const lowest = 8

/** `cosines[frequency * 64 + x]`, for the eight lowest frequencies. */
const cosines = Float64Array.from({ length: lowest * pictureSide }, (_, index) => {
  const [frequency, x] = [Math.floor(index / pictureSide), index % pictureSide]
  return Math.cos(((2 * x + 1) * frequency * Math.PI) / (2 * pictureSide))
})

/**
 * Returns the perceptual hash of a grey picture of 64 × 64 pixels in rows, 16 hex digits: one bit, in row order, for
 * each of the 8 × 8 lowest coefficients of its two-dimensional DCT-II (not normalised) that is above their median. The
 * hashes of similar pictures differ in few bits. In a picture of one shade, only the first bit can be set.
 */
export function hashPicture(picture: ArrayLike<number>): string {
  const coefficients = lowestCoefficients(picture)
  const sorted = Float64Array.from(coefficients).sort()
  const median = ((sorted[31] ?? 0) + (sorted[32] ?? 0)) / 2
  let hash = ''
  for (let start = 0; start < coefficients.length; start += 4) {
    const bits = coefficients.subarray(start, start + 4)
    hash += bits.reduce((nibble, coefficient) => nibble * 2 + Number(coefficient > median), 0).toString(16)
  }
  return hash
}

/** Returns the lowest coefficients, rounded to three decimals; smaller differences are rounding errors. */
function lowestCoefficients(picture: ArrayLike<number>): Float64Array {
  const rows = new Float64Array(pictureSide * lowest)
  for (let y = 0; y < pictureSide; y++) {
    for (let u = 0; u < lowest; u++) {
      let sum = 0
      for (let x = 0; x < pictureSide; x++) {
        sum += (picture[y * pictureSide + x] ?? 0) * (cosines[u * pictureSide + x] ?? 0)
      }
      rows[y * lowest + u] = sum
    }
  }
  return Float64Array.from({ length: lowest * lowest }, (_, index) => {
    const [v, u] = [Math.floor(index / lowest), index % lowest]
    let sum = 0
    for (let y = 0; y < pictureSide; y++) sum += (rows[y * lowest + u] ?? 0) * (cosines[v * pictureSide + y] ?? 0)
    return Math.round(sum * 1000) / 1000
  })
}

/**
 * Returns the perceptual hash of a video: that of the montage of its 25 frames, five in a row, scaled down to one
 * picture. `frames` are grey pictures of 64 × 64 pixels, one after the other; if there are fewer than 25, the last one
 * is repeated.
 */
export function hashVideo(frames: Uint8Array): string {
  return hashPicture(montageOf(frames))
}

/** Returns the hash of each frame. */
export function hashFrames(frames: Uint8Array): string[] {
  return Array.from({ length: Math.floor(frames.length / pictureSize) }, (_, index) =>
    hashPicture(frames.subarray(index * pictureSize, (index + 1) * pictureSize)),
  )
}

/** Scales the montage of 320 × 320 pixels down: each pixel is the mean of 5 × 5. */
function montageOf(frames: Uint8Array): Float64Array {
  const count = Math.floor(frames.length / pictureSize)
  const montage = new Float64Array(pictureSize)
  const area = montageSide * montageSide
  for (let y = 0; y < pictureSide * montageSide; y++) {
    for (let x = 0; x < pictureSide * montageSide; x++) {
      const frame = Math.floor(y / pictureSide) * montageSide + Math.floor(x / pictureSide)
      const within = (y % pictureSide) * pictureSide + (x % pictureSide)
      const at = Math.floor(y / montageSide) * pictureSide + Math.floor(x / montageSide)
      const shade = frames[Math.min(frame, count - 1) * pictureSize + within] ?? 0
      montage[at] = (montage[at] ?? 0) + shade / area
    }
  }
  return montage
}

/** Returns the number of bits, of 64, in which two hashes differ. */
export function hammingDistance(a: string, b: string): number {
  let bits = BigInt(`0x${a}`) ^ BigInt(`0x${b}`)
  let count = 0
  for (; bits > 0n; bits &= bits - 1n) count++
  return count
}

/**
 * Returns the times of the frames to hash, in seconds: the starts of 25 equal sections of the middle 90 % of the video,
 * so that the first is at 5 % and the last at 91.4 % of the duration.
 */
export function frameTimes(durationSeconds: number): number[] {
  return Array.from({ length: framesPerVideo }, (_, index) => durationSeconds * (0.05 + (index * 0.9) / framesPerVideo))
}
