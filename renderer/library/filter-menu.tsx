import { Popover } from '@mantine/core'
import { ListFilter } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { Icon } from '../components/icon.tsx'
import { type Filter, useFilter } from './filter.ts'
import styles from './filter-menu.module.css'
import { FilterRating } from './filter-rating.tsx'
import { FilterStretch } from './filter-stretch.tsx'
import { FilterTags } from './filter-tags.tsx'
import { FilterValues } from './filter-values.tsx'
import { type FilterTopic, filterTopics, topicWords } from './filter-words.ts'
import bar from './library-bar.module.css'

/** Everything that the library can be narrowed by: topics at the left, the values of one at the right. */
export function FilterMenu() {
  const filter = useFilter()
  const [isOpen, setOpen] = useState(false)
  const [topic, setTopic] = useState<FilterTopic>(filterTopics[0])
  const count = filterTopics.filter((one) => topicWords(one, filter, undefined) !== undefined).length
  return (
    <Popover position="bottom-end" opened={isOpen} onChange={setOpen} trapFocus returnFocus width={440} shadow="none">
      <Popover.Target>
        <button type="button" className={bar.choose} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <Icon of={ListFilter} size={14} />
          Filter
          {count > 0 && <span className={styles.count}>{count}</span>}
        </button>
      </Popover.Target>
      <Popover.Dropdown className={styles.menu ?? ''} aria-label="Filter the library">
        <div className={styles.topics} role="tablist" aria-orientation="vertical" aria-label="Filter by">
          {filterTopics.map((one) => (
            <button
              key={one.name}
              type="button"
              role="tab"
              id={`filter-${one.name}`}
              aria-selected={one === topic}
              aria-controls="filter-values"
              tabIndex={one === topic ? 0 : -1}
              data-autofocus={one === topic || undefined}
              data-on={topicWords(one, filter, undefined) !== undefined || undefined}
              onClick={() => setTopic(one)}
              onKeyDown={(event) => moveTab(event, setTopic)}
            >
              {one.name}
            </button>
          ))}
        </div>
        <div id="filter-values" role="tabpanel" aria-labelledby={`filter-${topic.name}`} className={styles.values}>
          <TopicValues key={topic.name} topic={topic} filter={filter} />
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}

function TopicValues({ topic, filter }: { topic: FilterTopic; filter: Filter }) {
  if (topic.name === 'Rating') return <FilterRating filter={filter} />
  if (topic.name === 'Tags') return <FilterTags filter={filter} />
  if (topic.name === 'Duration' || topic.name === 'Date added') return <FilterStretch topic={topic} filter={filter} />
  return <FilterValues kind={topic.kinds[0]} name={topic.name} filter={filter} />
}

/** Arrow keys go through the topics, as tabs do. */
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
