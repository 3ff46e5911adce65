import type { Generation } from '../../shared/contract/generations.ts'
import type { VideoDetails } from '../../shared/contract/videos.ts'
import { starLabel } from '../components/tags/rating-labels.ts'
import { factsOf } from '../components/takes/video-facts.ts'
import { texts } from './texts.ts'

/** A fact with its values for two takes. */
export interface ComparedFact {
  name: string
  first: string
  second: string
  differs: boolean
}

export interface ComparedTake {
  video: VideoDetails
  generation: Generation | null
}

/** Compares the facts of two takes; those that differ come first. */
export function compareFacts(first: ComparedTake, second: ComparedTake): ComparedFact[] {
  const others = new Map(allFacts(second))
  const facts = allFacts(first).map(([name, value]) => {
    const other = others.get(name) ?? '–'
    return { name, first: value, second: other, differs: value !== other }
  })
  const known = facts.filter((fact) => fact.first !== '–' || fact.second !== '–')
  return [...known.filter(({ differs }) => differs), ...known.filter(({ differs }) => !differs)]
}

function allFacts({ video, generation }: ComparedTake): (readonly [name: string, value: string])[] {
  return [
    [texts.name, video.name],
    [texts.rating, video.rating === null ? '–' : starLabel(video.rating)],
    [texts.tags, video.tags.join(', ') || '–'],
    ...factsOf(video),
    [texts.model, generation?.model ?? '–'],
    [texts.prompt, generation?.prompt ?? '–'],
    ...paramsOf(generation),
    [texts.locations, String(video.locations.filter(({ missing_since }) => missing_since === null).length)],
    [texts.path, video.file_path],
  ]
}

/** Generation parameters that are compared. */
const shownParams = ['negative_prompt', 'seed', 'steps', 'cfg', 'sampler']

function paramsOf(generation: Generation | null): (readonly [string, string])[] {
  return shownParams.map((key) => {
    const value = generation?.generation_params?.[key]
    const name = key.replace('_', ' ')
    return [name[0]?.toUpperCase() + name.slice(1), value === undefined || value === null ? '–' : String(value)]
  })
}
