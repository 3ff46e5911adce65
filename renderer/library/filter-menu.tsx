import { useSearch } from '@tanstack/react-router'
import { ListFilter } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { Button } from '../components/button.tsx'
import { DropDown } from '../components/drop-down.tsx'
import { type FilterTopic, filterTopics, partsAbout } from '../components/filters/filter-labels.ts'
import { type Filter, filterOf, type LibrarySearch, useFilter } from '../components/takes/library-search.ts'
import styles from './filter-menu.module.css'
import { FilterRange } from './filter-range.tsx'
import { FilterRating } from './filter-rating.tsx'
import { FilterTags } from './filter-tags.tsx'
import { FilterValues } from './filter-values.tsx'
import { texts } from './texts.ts'

/** The menu of all filters. */
export function FilterMenu() {
  const [isOpen, setOpen] = useState(false)
  const [topic, setTopic] = useState(filterTopics[0] as FilterTopic)
  const count = useSearch({ strict: false, select: countFilteredTopics })
  return (
    <DropDown
      label={texts.filterTheLibrary}
      face={
        <>
          {texts.filter}
          {count > 0 && <span className={styles.count}>{count}</span>}
        </>
      }
      look={{ variant: 'quiet', icon: ListFilter }}
      isOpen={isOpen}
      onChange={setOpen}
      position="bottom-end"
      width={440}
      className={styles.menu}
    >
      <Topics topic={topic} onChange={setTopic} />
    </DropDown>
  )
}

/** Returns the number of topics that the query in the address filters by. */
function countFilteredTopics(search: LibrarySearch): number {
  const { query } = filterOf(search)
  return filterTopics.filter((topic) => partsAbout(query, topic).length > 0).length
}

/** Topics on the left, the values of one topic on the right. */
function Topics({ topic, onChange }: { topic: FilterTopic; onChange: (topic: FilterTopic) => void }) {
  const filter = useFilter()
  return (
    <>
      <div className={styles.topics} role="tablist" aria-orientation="vertical" aria-label={texts.filterBy}>
        {filterTopics.map((one) => (
          <Button
            key={one.name}
            variant="row"
            role="tab"
            id={`filter-${one.name}`}
            aria-selected={one === topic}
            aria-controls="filter-values"
            tabIndex={one === topic ? 0 : -1}
            data-autofocus={one === topic || undefined}
            data-on={partsAbout(filter.query, one).length > 0 || undefined}
            onClick={() => onChange(one)}
            onKeyDown={(event) => moveTab(event, onChange)}
          >
            {one.name}
          </Button>
        ))}
      </div>
      <div id="filter-values" role="tabpanel" aria-labelledby={`filter-${topic.name}`} className={styles.values}>
        <TopicValues key={topic.name} topic={topic} filter={filter} />
      </div>
    </>
  )
}

function TopicValues({ topic, filter }: { topic: FilterTopic; filter: Filter }) {
  if (topic.name === 'Rating') return <FilterRating topic={topic} filter={filter} />
  if (topic.name === 'Tags') return <FilterTags topic={topic} filter={filter} />
  if (topic.name === 'Duration' || topic.name === 'Date added') return <FilterRange topic={topic} filter={filter} />
  return <FilterValues topic={topic} filter={filter} />
}

/** Moves between topics by arrow keys, as between tabs. */
function moveTab(event: KeyboardEvent<HTMLButtonElement>, choose: (topic: FilterTopic) => void): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (step === 0) return
  event.preventDefault()
  const tabs = [...(event.currentTarget.parentElement?.querySelectorAll('button') ?? [])]
  const next = (tabs.indexOf(event.currentTarget) + step + tabs.length) % tabs.length
  const topic = filterTopics[next]
  if (topic) choose(topic)
  tabs[next]?.focus()
}
