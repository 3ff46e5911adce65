import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** Mounts a disk of so many megabytes until the test ends; undefined if it cannot be, as it takes root on Linux. */
export function smallDisk(megabytes: number): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'rushes-small-disk-'))
  const options = ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]
  const mounted = spawnSync('mount', options).status === 0
  onTestFinished(() => {
    if (mounted) execFileSync('umount', ['-l', folder])
    rmSync(folder, { recursive: true, force: true })
  })
  return mounted ? folder : undefined
}

/** Returns the free bytes of a disk. */
export function freeBytes(disk: string): number {
  const { bavail, bsize } = statfsSync(disk)
  return bavail * bsize
}

/** Writes a file that leaves so many bytes of its disk free, 0 at least. */
export function fillDisk(disk: string, leave = 0): string {
  const path = join(disk, `filler-${leave}`)
  writeFileSync(path, Buffer.alloc(Math.max(0, freeBytes(disk) - leave)))
  return path
}
