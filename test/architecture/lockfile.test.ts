import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

interface Locked {
  hasInstallScript?: boolean
  gypfile?: boolean
  optionalDependencies?: Record<string, string>
}

const lock: { packages: Record<string, Locked> } = JSON.parse(
  readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8'),
)

test('npm ci compiles nothing: better-sqlite3 brings its addon, and a fresh machine has no compiler', () => {
  const message =
    'In package-lock.json, add "gypfile": false to "node_modules/better-sqlite3" (see docs/dependencies.md).'
  expect(lock.packages['node_modules/better-sqlite3']?.gypfile, message).toBe(false)
})

test('npm ci downloads no ffmpeg: the decoder is in a package, and the script of node-av is not run', () => {
  const message =
    'In package-lock.json, remove "hasInstallScript" from "node_modules/node-av" (see docs/dependencies.md).'
  expect(lock.packages['node_modules/node-av']?.hasInstallScript, message).toBeUndefined()
})

test('the lock names the packages of every system, without which npm ci refuses it', () => {
  const missing = Object.entries(lock.packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !lock.packages[`node_modules/${name}`] && !lock.packages[`${path}/node_modules/${name}`],
    ),
  )
  expect(missing).toEqual([])
})
