import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { printPart } from '../../shared/query/query-subjects.ts'
import { ratings } from '../../shared/tags.ts'
import { errorMessage } from '../components/error-message.ts'
import { type FilterTopic, partsAbout, ratingLabel } from '../components/filters/filter-labels.ts'
import { Stars } from '../components/tags/stars.tsx'
import type { Filter } from '../components/takes/library-search.ts'
import { facetsQuery } from './facets-query.ts'
import { useChangeParts } from './filter.ts'
import { type FilterChoice, FilterList } from './filter-list.tsx'
import styles from './filter-menu.module.css'
import { texts } from './texts.ts'

/** The least rating of each choice; undefined for takes without one. */
const choices: readonly (number | undefined)[] = [...ratings.toReversed(), undefined]

/** A filter for a minimum rating, or for takes without one. */
export function FilterRating({ topic, filter }: { topic: FilterTopic; filter: Filter }) {
  const change = useChangeParts()
  const facets = useQuery({ ...facetsQuery(filter), placeholderData: keepPreviousData })
  if (facets.isError) return <p className={styles.none}>{errorMessage(facets.error)}</p>
  const countOf = (least: number | undefined) =>
    facets.data?.rating
      .filter(({ value }) => (least === undefined ? value === null : (value ?? 0) >= least))
      .reduce((sum, { count }) => sum + count, 0)
  const chosen = partsAbout(filter.query, topic).map(printPart)
  const listed = choices.map((least): FilterChoice => {
    const part = least === undefined ? '-has:rating' : `rating:>=${least}`
    const isOn = chosen.includes(part)
    return {
      key: part,
      words: least === undefined ? texts.notRated : ratingLabel(least),
      ...(least === undefined ? {} : { shown: <AtLeast rating={least} /> }),
      count: countOf(least),
      isOn,
      toggle: () => change(topic.subjects, isOn ? [] : [part]),
    }
  })
  return <FilterList name={texts.rating} choices={listed} />
}

function AtLeast({ rating }: { rating: number }) {
  return (
    <>
      <Stars rating={rating} size={13} /> {rating < 5 && <span>{texts.andMore}</span>}
    </>
  )
}
