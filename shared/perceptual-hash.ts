/** The side of the square grey pictures that are hashed, in pixels. */
export const pictureSide = 64
const pictureSize = pictureSide * pictureSide
/** Frames along one side of the montage of a video. */
const montageSide = 5
/** How many frames of a video are looked at. */
export const framesOfVideo = montageSide * montageSide

/** Of whatever makes two hashes comparable: which frames, how they are scaled, how they are hashed. A change makes all old ones due. */
export const perceptualHashVersion = 1

const lowest = 8

/** `cosines[frequency * 64 + x]`, for the eight lowest frequencies. */
const cosines = Float64Array.from({ length: lowest * pictureSide }, (_, index) => {
  const [frequency, x] = [Math.floor(index / pictureSide), index % pictureSide]
  return Math.cos(((2 * x + 1) * frequency * Math.PI) / (2 * pictureSide))
})

/**
 * The perceptual hash of a grey picture of 64 × 64 pixels, row by row: the 8 × 8 lowest coefficients of its two-dimensional DCT-II
 * (not normalised), a bit for each that is above their median, the first row first, as 16 hex digits. Pictures that look alike
 * differ in few bits. A picture of one shade has no bits but perhaps the first.
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

/** To three decimals: below that it is the noise of the arithmetic, not of the picture. */
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
 * The perceptual hash of a video: that of the montage of its 25 frames, five in a row, scaled down to one picture. `frames` are grey
 * pictures of 64 × 64 pixels, one after the other; where there are fewer, the last one stands still.
 */
export function hashVideo(frames: Uint8Array): string {
  return hashPicture(montageOf(frames))
}

/** The hashes of the same frames, each for itself. */
export function hashFrames(frames: Uint8Array): string[] {
  return Array.from({ length: Math.floor(frames.length / pictureSize) }, (_, index) =>
    hashPicture(frames.subarray(index * pictureSize, (index + 1) * pictureSize)),
  )
}

/** 5 × 5 pixels of the montage of 320 × 320 become one, their mean. */
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

/** How many of the 64 bits of two hashes differ. */
export function hammingDistance(a: string, b: string): number {
  let bits = BigInt(`0x${a}`) ^ BigInt(`0x${b}`)
  let count = 0
  for (; bits > 0n; bits &= bits - 1n) count++
  return count
}

/** The times at which the frames of a video of this length are looked at, in seconds: from 5 % of it on, to 95 %. */
export function frameTimes(durationSeconds: number): number[] {
  return Array.from({ length: framesOfVideo }, (_, index) => durationSeconds * (0.05 + (index * 0.9) / framesOfVideo))
}
