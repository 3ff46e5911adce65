import { describe, expect, it } from 'vitest'
import { chordOf } from '../../renderer/player/chord.ts'
import { playerCommands } from '../../renderer/player/commands.ts'

const plain = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false }

describe('chordOf', () => {
  it('reads letters with their shift, whatever caps lock says', () => {
    expect(chordOf({ ...plain, key: 'i' })).toBe('i')
    expect(chordOf({ ...plain, key: 'I' })).toBe('i')
    expect(chordOf({ ...plain, key: 'I', shiftKey: true })).toBe('shift+i')
  })

  it('takes signs as they are, since layouts put them behind different keys', () => {
    expect(chordOf({ ...plain, key: '<', shiftKey: true })).toBe('<')
    expect(chordOf({ ...plain, key: '<' })).toBe('<')
    expect(chordOf({ ...plain, key: 'ArrowLeft' })).toBe('ArrowLeft')
  })

  it('leaves Ctrl, Cmd and Alt to others', () => {
    for (const modifier of ['ctrlKey', 'metaKey', 'altKey'] as const)
      expect(chordOf({ ...plain, key: 'l', [modifier]: true })).toBeNull()
  })

  it('takes ⌘⌫ for the Delete that a Mac does not have', () => {
    expect(chordOf({ ...plain, key: 'Backspace', metaKey: true })).toBe('Delete')
    expect(chordOf({ ...plain, key: 'Backspace' })).toBe('Backspace')
  })

  it('no two commands of the player share a key', () => {
    const chords = Object.values(playerCommands).map(({ chord }) => chord)
    expect(new Set(chords).size).toBe(chords.length)
  })
})
