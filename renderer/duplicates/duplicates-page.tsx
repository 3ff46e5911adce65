import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import type { SimilarGroup, SimilarList } from '../../shared/contract/duplicates.ts'
import { formatBytes, formatCount } from '../../shared/units.ts'
import { api } from '../client.ts'
import { ErrorLine, ErrorState } from '../components/error-state.tsx'
import { useRows } from '../components/table/use-rows.ts'
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
import { texts } from './texts.ts'

/** The duplicate desk: groups of similar takes with two of them side by side, exact copies, or past decisions. */
export function DuplicatesPage() {
  const { by } = useDuplicatesSearch()
  return (
    <section className={styles.page} aria-label={texts.duplicates}>
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
  const rows = useRows<SimilarGroup>(pageOf, range)
  const { data: list, isPlaceholderData } = useQuery({ ...pageOf(0, 100), placeholderData: keepPreviousData })
  const onRange = useCallback((first: number, end: number) => setRange({ first, end }), [])
  const total = rows.total ?? 0
  // A decided group leaves the list, and the next one takes its index.
  const current = Math.max(0, Math.min(chosen, total - 1))
  const group = rows.at(current)
  const move = (by: number) => setChosen(Math.max(0, Math.min(current + by, total - 1)))
  const isSearching = (list === undefined || isPlaceholderData) && !rows.error
  const words = isSearching ? texts.searching : list && !isPlaceholderData ? countLabel(list) : ''
  return (
    <>
      <DuplicatesBar words={words} {...(list ? { list } : {})} onApply={() => setApplying(true)} />
      {total > 0 && <HashingLine />}
      {rows.total === undefined && rows.error ? (
        <ErrorState title={texts.couldntLoadSimilarTakes} error={rows.error} onRetry={rows.retry} />
      ) : rows.total === undefined ? (
        <div className={styles.waiting} aria-hidden />
      ) : total === 0 ? (
        <NoDuplicates />
      ) : (
        <>
          <ErrorLine error={rows.error} onRetry={rows.retry} />
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

function countLabel({ total, removable_bytes }: SimilarList): string {
  return total === 0 ? '' : `${formatCount(total, 'group')} · ${formatBytes(removable_bytes)}`
}
