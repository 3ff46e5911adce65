// The records of a zip file (APPNOTE 6.3.10), all with ZIP64 sizes. Files are stored, because media does not shrink.

/** A complete file of a zip. */
export interface ZipEntry {
  path: string
  size_bytes: number
  crc32: number
  /** The position of its local header. */
  offset: number
}

const max32 = 0xffff_ffff
const version = 45
const utf8Names = 0x0800
/** 1 January 1980: all zip files of the same content are the same. */
const noDate = 0x0021
const localSignature = 0x0403_4b50
const fixedBytes = 30
const extraBytes = 20

/** Returns the length of a local header. */
export function localHeaderBytes(path: string): number {
  return fixedBytes + Buffer.byteLength(path) + extraBytes
}

/** Returns the header before the bytes of a file. */
export function localHeader({ path, size_bytes, crc32 }: Omit<ZipEntry, 'offset'>): Buffer {
  const name = Buffer.from(path)
  const header = Buffer.alloc(fixedBytes + name.length + extraBytes)
  header.writeUInt32LE(localSignature, 0)
  header.writeUInt16LE(version, 4)
  writeCommon(header, 6, crc32, name.length, extraBytes)
  name.copy(header, fixedBytes)
  writeExtra(header, fixedBytes + name.length, [size_bytes, size_bytes])
  return header
}

/** Reads a header that `localHeader` wrote; undefined for any other bytes, as those of a file that is not complete. */
export function readLocalHeader(bytes: Buffer, offset: number): ZipEntry | undefined {
  if (bytes.length < fixedBytes || bytes.readUInt32LE(0) !== localSignature) return undefined
  const nameBytes = bytes.readUInt16LE(26)
  const extra = fixedBytes + nameBytes
  if (bytes.readUInt16LE(28) !== extraBytes || bytes.length < extra + extraBytes) return undefined
  const path = bytes.toString('utf8', fixedBytes, extra)
  return { path, size_bytes: Number(bytes.readBigUInt64LE(extra + 4)), crc32: bytes.readUInt32LE(14), offset }
}

/** Returns the list of all files that ends a zip, of which the files take `offset` bytes. */
export function centralDirectory(entries: readonly ZipEntry[], offset: number): Buffer {
  const headers = Buffer.concat(entries.map(centralHeader))
  const end = Buffer.alloc(56 + 20 + 22)
  end.writeUInt32LE(0x0606_4b50, 0)
  end.writeBigUInt64LE(44n, 4)
  end.writeUInt16LE(version, 12)
  end.writeUInt16LE(version, 14)
  end.writeBigUInt64LE(BigInt(entries.length), 24)
  end.writeBigUInt64LE(BigInt(entries.length), 32)
  end.writeBigUInt64LE(BigInt(headers.length), 40)
  end.writeBigUInt64LE(BigInt(offset), 48)
  end.writeUInt32LE(0x0706_4b50, 56)
  end.writeBigUInt64LE(BigInt(offset + headers.length), 64)
  end.writeUInt32LE(1, 72)
  end.writeUInt32LE(0x0605_4b50, 76)
  end.writeUInt16LE(0xffff, 84)
  end.writeUInt16LE(0xffff, 86)
  end.writeUInt32LE(max32, 88)
  end.writeUInt32LE(max32, 92)
  return Buffer.concat([headers, end])
}

function centralHeader({ path, size_bytes, crc32, offset }: ZipEntry): Buffer {
  const name = Buffer.from(path)
  const extra = 28
  const header = Buffer.alloc(46 + name.length + extra)
  header.writeUInt32LE(0x0201_4b50, 0)
  // Made on Unix, a regular file that its owner may read and write.
  header.writeUInt16LE((3 << 8) | version, 4)
  header.writeUInt16LE(version, 6)
  writeCommon(header, 8, crc32, name.length, extra)
  header.writeUInt32LE((0o100600 << 16) >>> 0, 38)
  header.writeUInt32LE(max32, 42)
  name.copy(header, 46)
  writeExtra(header, 46 + name.length, [size_bytes, size_bytes, offset])
  return header
}

/** Writes what local and central headers have in common, from the flags to the lengths. */
function writeCommon(header: Buffer, at: number, crc32: number, nameBytes: number, extra: number): void {
  header.writeUInt16LE(utf8Names, at)
  header.writeUInt16LE(noDate, at + 6)
  header.writeUInt32LE(crc32, at + 8)
  header.writeUInt32LE(max32, at + 12)
  header.writeUInt32LE(max32, at + 16)
  header.writeUInt16LE(nameBytes, at + 20)
  header.writeUInt16LE(extra, at + 22)
}

function writeExtra(header: Buffer, at: number, values: readonly number[]): void {
  header.writeUInt16LE(1, at)
  header.writeUInt16LE(values.length * 8, at + 2)
  for (const [index, value] of values.entries()) header.writeBigUInt64LE(BigInt(value), at + 4 + index * 8)
}
