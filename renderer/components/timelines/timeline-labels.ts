import type { Timeline } from '../../../shared/contract/timelines.ts'
import { formatCount } from '../../../shared/units.ts'
import { texts } from './texts.ts'

/** Returns which frames a timeline has: `2 a second`, `every 12th frame`. */
export function choiceLabel({ at, fps, every }: Pick<Timeline, 'at' | 'fps' | 'every'>): string {
  if (at === 'fps') return texts.aSecond(fps ?? '–')
  if (at === 'scenes') return texts.atSceneCuts
  if (at === 'every') return every === 1 ? texts.everyFrame : texts.everyNthFrame(ordinal(every ?? 1))
  return texts.givenFrames
}

function ordinal(count: number): string {
  const ending = { one: 'st', two: 'nd', few: 'rd', other: 'th' }[rules.select(count) as 'other']
  return `${formatCount(count)}${ending}`
}

const rules = new Intl.PluralRules('en', { type: 'ordinal' })

/** Returns the choice of frames, and the name of the profile if the timeline has one. */
export function timelineLabel(timeline: Pick<Timeline, 'at' | 'fps' | 'every' | 'profile_name'>): string {
  return [choiceLabel(timeline), timeline.profile_name].filter(Boolean).join(' · ')
}

/** Returns the number of frames, or why they are not there. */
export function framesLabel({ state, frames }: Pick<Timeline, 'state' | 'frames'>): string {
  if (state === 'extracting') return frames > 0 ? texts.soFar(formatCount(frames, 'frame')) : texts.extracting
  return state === 'failed' ? texts.notExtracted : formatCount(frames, 'frame')
}
