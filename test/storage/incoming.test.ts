import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { incomingFolder } from '../../main/storage/incoming.ts'
import { openLibrary } from '../support/library.ts'

test('what a process of the same number left half arrived is swept; what others still write is not', async () => {
  const { core, folder } = await openLibrary()
  const put = (name: string) => {
    const path = join(core.layout.incoming, name)
    mkdirSync(path, { recursive: true })
    writeFileSync(join(path, 'half.mp4'), 'half')
    return path
  }
  const before = put(`${hostname()}~${process.pid}~1`)
  const alive = put(`${hostname()}~${process.ppid}~1`)
  const elsewhere = put('another-computer~1~1')
  const own = join(incomingFolder(core.layout), 'half.mp4')
  writeFileSync(own, 'half')
  await openLibrary({ folder })
  expect([before, alive, elsewhere, own].map((path) => existsSync(path))).toEqual([false, true, true, true])
})

test('a program that outlived its process, and still writes there, keeps no library from being opened', async () => {
  const { core, folder } = await openLibrary()
  const left = join(core.layout.incoming, `${hostname()}~${process.pid}~1`)
  const orphan = spawn(process.execPath, [
    '-e',
    `const { mkdirSync, writeFileSync } = require('node:fs')
    for (let i = 0; ; i++) {
      try {
        mkdirSync(process.argv[1], { recursive: true })
        writeFileSync(process.argv[1] + '/' + i, '')
      } catch {}
    }`,
    left,
  ])
  onTestFinished(() => void orphan.kill('SIGKILL'))
  await expect.poll(() => existsSync(left)).toBe(true)
  await openLibrary({ folder })
  orphan.kill('SIGKILL')
  await once(orphan, 'exit')
  await openLibrary({ folder })
  expect(existsSync(left)).toBe(false)
})
