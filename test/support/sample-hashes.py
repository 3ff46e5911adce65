"""Prints the table sample-hashes.json: sample hashes by libxxhash, the C implementation.

    pip install xxhash && python3 test/support/sample-hashes.py > test/support/sample-hashes.json

The table in the repository was made with xxhash 4.0.1, which holds libxxhash 0.8.3.
A content is all zero but for its beginning, middle and end, so that one of many gigabytes needs no space on a disk.
"""

import json
import struct

import xxhash

SIZES = [0, 1, 7, 1023, 1024, 1025, 2048, 3071, 3072, 3073, 4095, 4096, 1_000_003, 2**31 + 1, 2**32 + 12_345]


def byte_at(size, position):
    """Bytes that differ with their place, near either end and the middle; zeros between."""
    if position < 4096:
        return (position * 31 + position // 256 * 7 + 11) % 256
    if position >= size - 4096:
        return ((size - position) * 17 + 3) % 256
    if abs(position - size // 2) < 1024:
        return (position * 13 + 5) % 256
    return 0


def part(size, start, length):
    return bytes(byte_at(size, position) for position in range(start, start + length))


def sample_hash(size):
    hasher = xxhash.xxh64(seed=0)
    hasher.update(struct.pack("<Q", size))
    if size < 3072:
        hasher.update(part(size, 0, size))
    else:
        for start in (0, (size - 1024) // 2, size - 1024):
            hasher.update(part(size, start, 1024))
    return hasher.hexdigest()


print(json.dumps({str(size): sample_hash(size) for size in SIZES}, indent=2))
