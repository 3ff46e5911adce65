import { describe, expect, it } from 'vitest'
import { chooseSource, type Situation } from '../../renderer/video/choose-source.ts'

const plain: Situation = { hasProxy: false, isMissing: false, prefersOriginal: false, original: null, proxy: null }

describe('what plays', () => {
  it('is the file itself where nobody made a proxy', () => {
    expect(chooseSource(plain)).toEqual({ play: 'original' })
  })

  it('is the proxy where there is one, unless the original is wanted', () => {
    expect(chooseSource({ ...plain, hasProxy: true })).toEqual({ play: 'proxy' })
    expect(chooseSource({ ...plain, hasProxy: true, prefersOriginal: true })).toEqual({ play: 'original' })
  })

  it('is the proxy again when the wanted original does not play', () => {
    const situation = { ...plain, hasProxy: true, prefersOriginal: true, original: 'unsupported' as const }
    expect(chooseSource(situation)).toEqual({ play: 'proxy' })
  })

  it('is the proxy for a file that is gone', () => {
    expect(chooseSource({ ...plain, hasProxy: true, isMissing: true })).toEqual({ play: 'proxy' })
  })

  it('is the original where the proxy was cleared away', () => {
    expect(chooseSource({ ...plain, hasProxy: true, proxy: 'missing' })).toEqual({ play: 'original' })
  })

  it('is nothing where neither plays, and the original says why', () => {
    expect(chooseSource({ ...plain, original: 'unsupported' })).toEqual({ play: null, why: 'unsupported' })
    expect(chooseSource({ ...plain, isMissing: true })).toEqual({ play: null, why: 'missing' })
    const broken = { ...plain, hasProxy: true, proxy: 'unsupported' as const, original: 'unreachable' as const }
    expect(chooseSource(broken)).toEqual({ play: null, why: 'unreachable' })
  })
})
