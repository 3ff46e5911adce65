import { expect, test } from 'vitest'
import { listFiles, readSource } from './sources.ts'

test('the lock file names no address to download from, so that every machine uses the registry that it is set to', () => {
  expect(readSource('package-lock.json').match(/"resolved": "https?:.*/g)).toBeNull()
})

test('no file of the project names the host of a registry', () => {
  const texts = listFiles('').filter((path) =>
    /\.(ts|tsx|js|mjs|json|yml|yaml|md|sh|css|html)$|(^|\/)(\.npmrc|run)$/.test(path),
  )
  const faults = texts.flatMap((path) => {
    const named = readSource(path).match(/\bregistry\.[a-z-]+\.[a-z]+|^registry\s*=.*/m)
    return named ? [`${path}: ${named[0]}`] : []
  })
  expect(faults).toEqual([])
})
