import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ratings } from '../../shared/tags.ts'
import { errorMessage } from '../components/error-message.ts'
import { Stars } from '../components/tags/stars.tsx'
import type { Filter } from '../components/takes/library-search.ts'
import { useChangeFilter } from './filter.ts'
import { facetsQuery } from './filter-chips.tsx'
import { ratingLabel } from './filter-labels.ts'
import { type FilterChoice, FilterList } from './filter-list.tsx'
import styles from './filter-menu.module.css'

type RatingFilter = Pick<Filter, 'min_rating' | 'has_rating'>

const choices: readonly RatingFilter[] = [
  ...ratings.toReversed().map((min_rating) => ({ min_rating, has_rating: undefined })),
  { min_rating: undefined, has_rating: false },
]

/** A filter for a minimum rating, or for takes without one. */
export function FilterRating({ filter }: { filter: Filter }) {
  const change = useChangeFilter()
  const facets = useQuery({ ...facetsQuery(filter), placeholderData: keepPreviousData })
  if (facets.isError) return <p className={styles.none}>{errorMessage(facets.error)}</p>
  const countOf = ({ min_rating }: RatingFilter) =>
    facets.data?.rating
      .filter(({ value }) => (min_rating === undefined ? value === null : (value ?? 0) >= min_rating))
      .reduce((sum, { count }) => sum + count, 0)
  const listed = choices.map((choice): FilterChoice => {
    const isOn = filter.min_rating === choice.min_rating && filter.has_rating === choice.has_rating
    const off = { min_rating: undefined, has_rating: undefined }
    return {
      key: String(choice.min_rating),
      words: choice.min_rating === undefined ? 'Not rated' : (ratingLabel(choice) ?? ''),
      ...(choice.min_rating === undefined ? {} : { shown: <AtLeast rating={choice.min_rating} /> }),
      count: countOf(choice),
      isOn,
      toggle: () => change(isOn ? off : choice),
    }
  })
  return <FilterList name="Rating" choices={listed} />
}

function AtLeast({ rating }: { rating: number }) {
  return (
    <>
      <Stars rating={rating} size={13} /> {rating < 5 && <span>and more</span>}
    </>
  )
}
