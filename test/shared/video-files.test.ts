import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { extensionOf, hasVideoExtension, videoExtensions } from '../../shared/video-files.ts'

describe('the ending of a file name', () => {
  it.each([
    ['take.mp4', 'mp4'],
    ['TAKE.MOV', 'mov'],
    ['/takes/day.1/take', ''],
    ['C:\\takes.old\\take', ''],
    ['C:\\takes\\take.MKV', 'mkv'],
    ['take.tar.gz', 'gz'],
    ['take.', ''],
    ['.mp4', ''],
    ['/takes/.mp4', ''],
    ['..', ''],
    ['', ''],
    ['take.mp4\n', 'mp4\n'],
  ])('of %j is %j', (name, ending) => expect(extensionOf(name)).toBe(ending))

  it('is found whatever stands before it', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.constantFrom(...videoExtensions), (before, ending) => {
        fc.pre(!/[/\\]$/.test(before))
        expect(extensionOf(`${before}.${ending.toUpperCase()}`)).toBe(ending)
      }),
    )
  })

  it('never holds what parts paths, whatever the name', () => {
    const name = fc.string({ unit: fc.constantFrom('a', 'B', '.', '/', '\\', '\n', 'ü', '😀') })
    fc.assert(fc.property(name, (text) => void expect(extensionOf(text)).not.toMatch(/[./\\]/)))
  })
})

describe('what a folder is searched for', () => {
  it.each(['take.mp4', 'Take.MOV', '/takes/a b.webm', '-.mkv'])('%j', (name) =>
    expect(hasVideoExtension(name)).toBe(true),
  )
  it.each(['._take.mp4', '/takes/._take.mp4', '.mp4', 'mp4', 'take.mp4.part', 'notes.txt'])('not %j', (name) =>
    expect(hasVideoExtension(name)).toBe(false),
  )
})
