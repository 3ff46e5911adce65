import { expect, test } from 'vitest'
import { filterTopics, partLabel, partsAbout } from '../../../../renderer/components/filters/filter-labels.ts'

test.for([
  ['rating:>=1', 'Rating', ['1 star and more']],
  ['rating:>=5 ferry', 'Rating', ['5 stars']],
  ['rating:2..3', 'Rating', ['2 stars to 3 stars']],
  ['-has:rating', 'Rating', ['none']],
  ['has:rating', 'Rating', ['any']],
  ['tag:"Night" tag:"wide"', 'Tags', ['Night', 'wide']],
  ['(tag:"Night" OR tag:"wide") model:wan', 'Tags', ['Night or wide']],
  ['-has:tag', 'Tags', ['none']],
  ['-tag:"Night"', 'Tags', ['not Night']],
  ['model:wan -model:"veo-2"', 'Model', ['“wan”', 'not veo-2']],
  ['res:1280x720', 'Resolution', ['1280×720']],
  ['dur:5..65', 'Duration', ['0:05 to 1:05']],
  ['date:>=2026-03', 'Date added', ['from 2026-03']],
  ['ferry (tag:a OR dusk)', 'Tags', []],
] as const)('%s reads as %s %o', ([query, name, words]) => {
  const topic = filterTopics.find((one) => one.name === name)
  expect(topic && partsAbout(query, topic).map((part) => partLabel(topic, part))).toEqual(words)
})
