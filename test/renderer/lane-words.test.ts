import { expect, test } from 'vitest'
import { plainFact } from '../../renderer/lanes/lane-words.ts'

test.for([
  ['true_peak_dbtp', -34.4, ['True peak', '-34.4 dBTP']],
  ['integrated_lufs', -35.8321, ['Integrated', '-35.832 LUFS']],
  ['start_seconds', 2.5, ['Start', '2.5 s']],
  ['seconds', 8, ['Seconds', '8']],
  ['has_sound', true, ['Has sound', 'true']],
  ['spoken_seconds', 'no number', ['Spoken seconds', 'no number']],
] as const)('%s %s is a fact for people', ([key, value, fact]) => {
  expect(plainFact(key, value)).toEqual(fact)
})
