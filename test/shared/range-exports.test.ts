import { describe, expect, it } from 'vitest'
import { exportName, exportRanges, type RangeSource } from '../../shared/range-exports.ts'

const source: RangeSource = {
  take: 'Ferry leaves',
  title: 'Scenes',
  file_path: '/takes/ferry.mp4',
  file_hash: 'sha256:aa',
  config_hash: 'sha256:bb',
  config: { threshold: 0.4 },
  metadata: { cuts: 1 },
  frameRate: { numerator: 25, denominator: 1 },
  ranges: [
    { start: 2, end: 8.04, label: 'scene', confidence: 0.98 },
    { start: 0, end: 2, label: 'scene' },
  ],
}
const withLabels = (...labels: string[]) => ({
  ...source,
  ranges: labels.map((label, index) => ({ start: index, end: index + 1, label })),
})

describe('CSV', () => {
  it('has a line a range in order of time, with CRLF as RFC 4180 asks', () => {
    expect(exportRanges('csv', source)).toBe('start,end,label,confidence\r\n0,2,scene,\r\n2,8.04,scene,0.98\r\n')
  })

  it('quotes commas, quotes and line breaks, and nothing else', () => {
    expect(exportRanges('csv', withLabels('a, b', 'say "hi"', 'two\nlines', 'plain --> arrow', "it's"))).toBe(
      [
        'start,end,label,confidence',
        '0,1,"a, b",',
        '1,2,"say ""hi""",',
        '2,3,"two\nlines",',
        '3,4,plain --> arrow,',
        "4,5,it's,",
        '',
      ].join('\r\n'),
    )
  })

  it('keeps what other programs wrote as columns of its own', () => {
    const ranges = [
      { start: 0, end: 1, speaker: 'Anna', words: ['a', 'b'] },
      { start: 1, end: 2, 'odd, name': 7 },
    ]
    expect(exportRanges('csv', { ...source, ranges })).toBe(
      'start,end,label,confidence,speaker,words,"odd, name"\r\n0,1,,,Anna,"[""a"",""b""]",\r\n1,2,,,,,7\r\n',
    )
  })
})

describe('WebVTT', () => {
  it('has a cue a range', () => {
    expect(exportRanges('vtt', source)).toBe(
      'WEBVTT\n\n1\n00:00:00.000 --> 00:00:02.000\nscene\n\n2\n00:00:02.000 --> 00:00:08.040\nscene\n',
    )
  })

  it('lets no text end a cue or look like its times', () => {
    expect(exportRanges('vtt', withLabels('a --> b', '<i>&amp;', 'one\r\n\r\n\r\ntwo', ' \n '))).toBe(
      [
        'WEBVTT\n',
        '1\n00:00:00.000 --> 00:00:01.000\na --&gt; b\n',
        '2\n00:00:01.000 --> 00:00:02.000\n&lt;i&gt;&amp;amp;\n',
        '3\n00:00:02.000 --> 00:00:03.000\none\ntwo\n',
        '4\n00:00:03.000 --> 00:00:04.000\nScenes\n',
      ].join('\n'),
    )
  })

  it('gives a range without length a millisecond, and counts hours on', () => {
    const ranges = [{ start: 360_000.0004, end: 360_000.0004, label: 'x' }]
    expect(exportRanges('vtt', { ...source, ranges })).toContain('100:00:00.000 --> 100:00:00.001')
  })
})

describe('EDL', () => {
  it('has an event a range, at its place in the take', () => {
    expect(exportRanges('edl', source)).toBe(
      [
        'TITLE: Ferry leaves Scenes',
        'FCM: NON-DROP FRAME',
        '',
        '001  AX       V     C        00:00:00:00 00:00:02:00 00:00:00:00 00:00:02:00',
        '* FROM CLIP NAME: ferry.mp4',
        '* COMMENT: scene',
        '002  AX       V     C        00:00:02:00 00:00:08:01 00:00:02:00 00:00:08:01',
        '* FROM CLIP NAME: ferry.mp4',
        '* COMMENT: scene',
        '',
      ].join('\n'),
    )
  })

  it('is drop-frame for 29.97', () => {
    const ntsc = {
      ...source,
      frameRate: { numerator: 30000, denominator: 1001 },
      ranges: [{ start: 59.5, end: 60.06 }],
    }
    expect(exportRanges('edl', ntsc)).toBe(
      [
        'TITLE: Ferry leaves Scenes',
        'FCM: DROP FRAME',
        '',
        '001  AX       V     C        00:00:59;13 00:01:00;02 00:00:59;13 00:01:00;02',
        '* FROM CLIP NAME: ferry.mp4',
        '',
      ].join('\n'),
    )
  })

  it('stays one line a line, whatever names hold', () => {
    const odd = { ...withLabels('one\ntwo\u2028three'), take: 'A\r\n001 take', file_path: 'C:\\takes\\a\nb.mp4' }
    expect(exportRanges('edl', odd)?.split('\n')).toEqual([
      'TITLE: A 001 take Scenes',
      'FCM: NON-DROP FRAME',
      '',
      '001  AX       V     C        00:00:00:00 00:00:01:00 00:00:00:00 00:00:01:00',
      '* FROM CLIP NAME: a b.mp4',
      '* COMMENT: one two three',
      '',
    ])
  })

  it('gives a range without length one frame, and nothing where the frame rate is not known', () => {
    const ranges = [{ start: 1, end: 1 }]
    expect(exportRanges('edl', { ...source, ranges })).toContain('00:00:01:00 00:00:01:01')
    expect(exportRanges('edl', { ...source, frameRate: null })).toBeNull()
  })
})

it('JSON keeps every key, in order of time', () => {
  const ranges = [{ start: 1, end: 2, label: 'a "quoted" name', speaker: { id: 3 } }]
  expect(JSON.parse(exportRanges('json', { ...source, ranges }) ?? '')).toEqual({
    take: 'Ferry leaves',
    title: 'Scenes',
    file_path: '/takes/ferry.mp4',
    file_hash: 'sha256:aa',
    config_hash: 'sha256:bb',
    config: { threshold: 0.4 },
    metadata: { cuts: 1 },
    ranges,
  })
})

it('the name of the file is one that every system takes', () => {
  expect(exportName({ take: 'A/B: "C"\n<d>', title: 'Scenes' }, 'vtt')).toBe('A B C d - Scenes.vtt')
})
