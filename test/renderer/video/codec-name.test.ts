import { describe, expect, it } from 'vitest'
import { codecName } from '../../../renderer/video/codec-name.ts'

describe('codecName', () => {
  it('puts the name that people use before the code', () => {
    expect(codecName('prores')).toBe('ProRes (prores)')
    expect(codecName('v210')).toBe('v210')
    expect(codecName(null)).toBeNull()
  })
})
