import { expect, test } from 'vitest'
import { unsupportedNode } from '../../main/cli/node-version.ts'

test('a Node.js that cannot load the database addon is refused with a sentence that says what to do', () => {
  expect(unsupportedNode('20.20.2')).toBe(
    'Rushes needs Node.js 22.14 or newer; this is 20.20.2. Run “npm ci”, which installs one, then “npm start”.',
  )
  expect(unsupportedNode('22.13.1')).toContain('22.14')
})

test('the oldest Node.js that can load it, and newer ones, are accepted', () => {
  for (const version of ['22.14.0', '22.21.1', '24.0.0', process.versions.node])
    expect(unsupportedNode(version)).toBeUndefined()
})
