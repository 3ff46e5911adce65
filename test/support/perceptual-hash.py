"""Prints the perceptual hashes that test/shared/perceptual-hash.test.ts expects: a second implementation, by matrices.

Run it with a Python that has numpy: `python3 test/support/perceptual-hash.py`.
"""
import numpy as np


def noise(seed, count):
    """The generator of the test: 32 bits, its high byte a pixel."""
    values = []
    for _ in range(count):
        seed = (seed * 1664525 + 1013904223) % 2**32
        values.append(seed >> 24)
    return np.array(values, dtype=float)


def hash_picture(picture):
    n = 64
    x = np.arange(n)
    basis = np.cos((2 * x[None, :] + 1) * x[:, None] * np.pi / (2 * n))
    low = np.round((basis @ picture @ basis.T)[:8, :8], 3)
    bits = (low > np.median(low)).flatten()
    return f"{int(''.join('1' if bit else '0' for bit in bits), 2):016x}"


def hash_video(frames):
    frames = frames + [frames[-1]] * (25 - len(frames))
    rows = [np.hstack(frames[start:start + 5]) for start in range(0, 25, 5)]
    montage = np.vstack(rows)
    return hash_picture(montage.reshape(64, 5, 64, 5).mean(axis=(1, 3)))


def square(values):
    return values.reshape(64, 64)


y, x = np.mgrid[0:64, 0:64]
print("noise 1", hash_picture(square(noise(1, 4096))))
print("noise 2", hash_picture(square(noise(2, 4096))))
print("slope", hash_picture(np.floor((x * 3 + y) * 255 / 252)))
print("checks", hash_picture(((x // 8 + y // 8) % 2) * 200.0))
print("black", hash_picture(np.zeros((64, 64))))
print("white", hash_picture(np.full((64, 64), 255.0)))
print("video of noise", hash_video([square(part) for part in np.split(noise(3, 25 * 4096), 25)]))
print("video of three", hash_video([square(part) for part in np.split(noise(4, 3 * 4096), 3)]))
