import { describe, expect, it } from 'vitest'
import { rulerTicks } from '../../../../renderer/components/player/ruler-ticks.ts'

const film = { numerator: 24, denominator: 1 }
const ntsc = { numerator: 30000, denominator: 1001 }
const labels = (ticks: ReturnType<typeof rulerTicks>) => ticks.flatMap(({ label }) => label ?? [])

describe('the labels of the ruler', () => {
  it('are round seconds that do not touch, at every zoom', () => {
    expect(labels(rulerTicks({ start: 0, end: 10 }, 800, 'seconds', film))).toEqual([
      '00:00',
      '00:02',
      '00:04',
      '00:06',
      '00:08',
      '00:10',
    ])
    expect(labels(rulerTicks({ start: 3.1, end: 3.6 }, 800, 'seconds', null))).toEqual([
      '00:03.1',
      '00:03.2',
      '00:03.3',
      '00:03.4',
      '00:03.5',
      '00:03.6',
    ])
    expect(labels(rulerTicks({ start: 0, end: 7200 }, 800, 'seconds', null))).toEqual([
      '00:00',
      '30:00',
      '1:00:00',
      '1:30:00',
      '2:00:00',
    ])
  })

  it('are frames or time code on request, at whole frames only', () => {
    expect(labels(rulerTicks({ start: 0, end: 1 }, 800, 'frames', film))).toEqual([
      '0',
      '2',
      '4',
      '6',
      '8',
      '10',
      '12',
      '14',
      '16',
      '18',
      '20',
      '22',
      '24',
    ])
    expect(labels(rulerTicks({ start: 0, end: 1 }, 400, 'timecode', film))).toEqual(['00:00:00:00', '00:00:01:00'])
    const minute = rulerTicks({ start: 0, end: 120 }, 400, 'timecode', ntsc)
    expect(labels(minute)).toContain('00:01:00;02')
    for (const { seconds } of minute) expect((seconds * 30000) / 1001).toBeCloseTo(Math.round((seconds * 30000) / 1001))
  })

  it('are in seconds where the rate is unknown, and none without a width', () => {
    expect(labels(rulerTicks({ start: 0, end: 4 }, 300, 'frames', null))).toEqual(['00:00', '00:02', '00:04'])
    expect(rulerTicks({ start: 0, end: 4 }, 0, 'seconds', null)).toEqual([])
    expect(rulerTicks({ start: 0, end: 0 }, 100, 'seconds', null)).toEqual([])
  })

  it('are few however long the take is', () => {
    for (const format of ['seconds', 'timecode', 'frames'] as const)
      for (const end of [0.1, 5, 100, 9000, 86_000, 400_000])
        expect(rulerTicks({ start: 0, end }, 900, format, ntsc).length).toBeLessThan(200)
  })
})
