import { useQuery } from '@tanstack/react-query'
import { colours } from '../../shared/colours.ts'
import { aiFilterLabels, aiFilters } from '../../shared/generation/ai-evidence.ts'
import { quoted } from '../../shared/query/print-query.ts'
import { printPart, withParts } from '../../shared/query/query-subjects.ts'
import { ratings } from '../../shared/tags.ts'
import { api } from '../client.ts'
import { partsAbout, ratingLabel } from '../components/filters/filter-labels.ts'
import { colourName } from '../components/labels/label.ts'
import { ChoiceFilter } from '../components/toolbar.tsx'
import { texts } from './texts.ts'

interface ImageFiltersProps {
  query: string
  onChange: (change: (query: string) => string) => void
}

/** Filters of the images view, which write the query: model, if any image names one, rating, colour and AI. */
export function ImageFilters({ query, onChange }: ImageFiltersProps) {
  const { data: models = [] } = useQuery(api.images.models.queryOptions())
  const choice = (label: string, subjects: readonly string[], choices: readonly (readonly [string, string])[]) => {
    const value = partsAbout(query, { subjects }).map(printPart).join(' ')
    // A part that was typed and is none of the choices.
    const typed = choices.some(([part]) => part === value) ? [] : [[value, value] as const]
    return (
      <ChoiceFilter
        label={label}
        value={value}
        choices={[...choices, ...typed]}
        onChange={(part) => onChange((text) => withParts(text, subjects, part === '' ? [] : [part]))}
      />
    )
  }
  return (
    <>
      {models.length > 0 &&
        choice(
          texts.model,
          ['model'],
          [
            ['', texts.allModels],
            ...models.map(({ model, count }) => [`model:${quoted(model)}`, `${model} (${count})`] as const),
          ],
        )}
      {choice(
        texts.rating,
        ['rating', 'has:rating'],
        [
          ['', texts.anyRating],
          ...ratings.map((least) => [least === 5 ? 'rating:5' : `rating:>=${least}`, ratingLabel(least)] as const),
          ['-has:rating', texts.notRated],
        ],
      )}
      {choice(
        texts.label,
        ['colour', 'has:colour'],
        [
          ['', texts.anyLabel],
          ...colours.map((colour) => [`colour:${colour}`, colourName(colour)] as const),
          ['-has:colour', texts.noLabel],
        ],
      )}
      {choice(
        'AI',
        ['ai'],
        [['', texts.aiOrNot], ...aiFilters.map((value) => [`ai:${value}`, aiFilterLabels[value]] as const)],
      )}
    </>
  )
}
