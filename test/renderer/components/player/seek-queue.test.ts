import { describe, expect, it } from 'vitest'
import { createSeekQueue } from '../../../../renderer/components/player/seek-queue.ts'

/** A media element that takes its time: a seek is under way until the test says that it arrived. */
class SlowElement extends EventTarget {
  readyState = 4
  readonly asked: number[] = []
  get currentTime(): number {
    return this.asked.at(-1) ?? 0
  }
  set currentTime(seconds: number) {
    this.asked.push(seconds)
  }
  arrive(): void {
    this.dispatchEvent(new Event('seeked'))
  }
}

function setUp() {
  const element = new SlowElement()
  const targets: (number | null)[] = []
  const queue = createSeekQueue(element, (target) => targets.push(target))
  return { element, targets, queue }
}

describe('the seek queue', () => {
  it('has one seek under way and then goes to the newest wish, not to those in between', () => {
    const { element, queue } = setUp()
    for (const seconds of [1, 2, 3, 4]) queue.seek(seconds)
    expect(element.asked).toEqual([1])
    element.arrive()
    expect(element.asked).toEqual([1, 4])
    element.arrive()
    expect(element.asked).toEqual([1, 4])
  })

  it('tells the goal at once, and that it is there only after the last one', () => {
    const { element, targets, queue } = setUp()
    queue.seek(1)
    queue.seek(2)
    element.arrive()
    expect(targets).toEqual([1, 2])
    element.arrive()
    expect(targets).toEqual([1, 2, null])
  })

  it('keeps a wish until the element knows what it plays', () => {
    const { element, queue } = setUp()
    element.readyState = 0
    queue.seek(5)
    expect(element.asked).toEqual([])
    element.readyState = 1
    element.dispatchEvent(new Event('loadedmetadata'))
    expect(element.asked).toEqual([5])
  })

  it('does not wait for ever for a seek that another source cut short', () => {
    const { element, queue } = setUp()
    queue.seek(1)
    element.dispatchEvent(new Event('emptied'))
    queue.seek(2)
    expect(element.asked).toEqual([1, 2])
  })

  it('leaves the element alone once disposed of', () => {
    const { element, queue, targets } = setUp()
    queue.seek(1)
    queue.dispose()
    element.arrive()
    expect(targets).toEqual([1])
  })
})
