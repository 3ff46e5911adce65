import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import type { NearGroup, NearList } from '../../shared/contract/duplicates.ts'
import { formatBytes, formatCount } from '../../shared/units.ts'
import { api } from '../client.ts'
import { errorWords } from '../components/error-words.ts'
import { PartTrouble, Trouble } from '../components/trouble.tsx'
import { useRows } from '../rows/use-rows.ts'
import { ApplyDialog } from './apply-dialog.tsx'
import { Copies } from './copies.tsx'
import { Decisions } from './decisions.tsx'
import { Desk } from './desk.tsx'
import { DuplicatesBar } from './duplicates-bar.tsx'
import styles from './duplicates-page.module.css'
import { useDuplicatesSearch } from './duplicates-search.ts'
import { GroupList } from './group-list.tsx'
import { HashingLine } from './hashing-line.tsx'
import { keepChoices } from './keep-choices.ts'
import { NoDuplicates } from './no-duplicates.tsx'

/** The duplicate desk: groups of takes that look alike, two of them side by side, and what is decided. */
export function DuplicatesPage() {
  const { by } = useDuplicatesSearch()
  return (
    <section className={styles.page} aria-label="Duplicates">
      {by === 'content' ? <Copies /> : by === 'decided' ? <Decisions /> : <Alike />}
    </section>
  )
}

function Alike() {
  const { grouping, keep } = useDuplicatesSearch()
  const [range, setRange] = useState({ first: 0, end: 0 })
  const [chosen, setChosen] = useState(0)
  const [isApplying, setApplying] = useState(false)
  const pageOf = (offset: number, limit: number) =>
    api.duplicates.near.queryOptions({ input: { ...grouping, offset, limit } })
  const rows = useRows<NearGroup>(pageOf, range)
  const { data: list, isPlaceholderData } = useQuery({ ...pageOf(0, 100), placeholderData: keepPreviousData })
  const onRange = useCallback((first: number, end: number) => setRange({ first, end }), [])
  const total = rows.total ?? 0
  // What was decided leaves the list, and the next group stands in its place.
  const current = Math.max(0, Math.min(chosen, total - 1))
  const group = rows.at(current)
  const move = (by: number) => setChosen(Math.max(0, Math.min(current + by, total - 1)))
  const isSearching = (list === undefined || isPlaceholderData) && !rows.error
  const words = isSearching ? 'Searching…' : list && !isPlaceholderData ? countWords(list) : ''
  return (
    <>
      <DuplicatesBar words={words} {...(list ? { list } : {})} onApply={() => setApplying(true)} />
      {total > 0 && <HashingLine />}
      {rows.total === undefined && rows.error ? (
        <Trouble title="The duplicates could not be read" message={errorWords(rows.error)} onRetry={rows.retry} />
      ) : rows.total === undefined ? (
        <div className={styles.waiting} aria-hidden />
      ) : total === 0 ? (
        <NoDuplicates />
      ) : (
        <>
          <PartTrouble error={rows.error} onRetry={rows.retry} />
          <div className={styles.body}>
            <GroupList rows={rows} current={current} onChoose={setChosen} onRange={onRange} />
            {group && <Desk key={group.takes.map(({ id }) => id).join()} group={group} onMove={move} />}
          </div>
        </>
      )}
      {isApplying && list && (
        <ApplyDialog
          list={list}
          grouping={grouping}
          rule={keepChoices[keep].words}
          onClose={() => setApplying(false)}
        />
      )}
    </>
  )
}

function countWords({ total, removable_bytes }: NearList): string {
  return total === 0 ? '' : `${formatCount(total, 'group')} · ${formatBytes(removable_bytes)}`
}
