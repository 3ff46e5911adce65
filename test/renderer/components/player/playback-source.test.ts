import { describe, expect, it } from 'vitest'
import { chooseSource, type Situation } from '../../../../renderer/components/player/playback-source.ts'

const plain: Situation = { hasProxy: false, absence: null, prefersOriginal: false, original: null, proxy: null }

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
    expect(chooseSource({ ...plain, hasProxy: true, absence: 'missing' })).toEqual({ play: 'proxy' })
  })

  it('is the original where the proxy was cleared away', () => {
    expect(chooseSource({ ...plain, hasProxy: true, proxy: 'missing' })).toEqual({ play: 'original' })
  })

  it('is nothing where neither plays, and the original says why', () => {
    expect(chooseSource({ ...plain, original: 'unsupported' })).toEqual({ play: null, why: 'unsupported' })
    expect(chooseSource({ ...plain, absence: 'missing' })).toEqual({ play: null, why: 'missing' })
    expect(chooseSource({ ...plain, absence: 'overwritten' })).toEqual({ play: null, why: 'overwritten' })
    const broken = { ...plain, hasProxy: true, proxy: 'unsupported' as const, original: 'unreachable' as const }
    expect(chooseSource(broken)).toEqual({ play: null, why: 'unreachable' })
  })
})
