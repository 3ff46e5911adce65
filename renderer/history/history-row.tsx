import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { CSSProperties } from 'react'
import type { HistoryEntry } from '../../shared/contract/history.ts'
import { api, client } from '../client.ts'
import { Button } from '../components/button.tsx'
import { showError } from '../components/notice.tsx'
import { authorName, timeOf } from './history-labels.ts'
import styles from './history-page.module.css'
import { texts } from './texts.ts'

interface HistoryRowProps {
  entry: HistoryEntry
  style: CSSProperties
  isActive: boolean
  onFocus: () => void
}

/** One change: time, words, author, links to its takes, and Undo or the reason why not. */
export function HistoryRow({ entry, style, isActive, onFocus }: HistoryRowProps) {
  const isUndone = entry.undone_by !== null
  return (
    <li
      className={styles.item}
      style={style}
      data-entry={entry.id}
      data-undone={isUndone || undefined}
      tabIndex={isActive ? 0 : -1}
      onFocus={onFocus}
    >
      <time className={styles.time}>{timeOf(entry)}</time>
      <div className={styles.words}>
        <span>{entry.words}</span>
        <small>
          {authorName(entry)}
          {entry.subjects.map((subject) => (
            <SubjectLink key={`${subject.kind} ${subject.id}`} subject={subject} />
          ))}
        </small>
      </div>
      {isUndone ? <Redo entry={entry} /> : entry.undoes === null && <Undo entry={entry} />}
    </li>
  )
}

function SubjectLink({ subject }: { subject: HistoryEntry['subjects'][number] }) {
  const { kind, id, name, is_present } = subject
  const words = name ?? id
  if (!is_present || kind === 'image') return <span> · {words}</span>
  return (
    <>
      {' · '}
      {kind === 'video' ? (
        <Link to="/videos/$id" params={{ id }} search={{}}>
          {words}
        </Link>
      ) : (
        <Link to="/workflows/$id" params={{ id }} search={{}}>
          {words}
        </Link>
      )}
    </>
  )
}

function Undo({ entry }: { entry: HistoryEntry }) {
  const { data } = useQuery(api.history.check.queryOptions({ input: { entry: entry.id } }))
  const undo = useMutation({ mutationFn: () => client.history.undo({ entry: entry.id }), onError: showError })
  if (!data) return <span />
  if (!data.is_possible)
    return (
      <small className={styles.reason} title={data.reason ?? undefined}>
        {data.reason}
      </small>
    )
  return (
    <Button
      size="small"
      disabled={undo.isPending}
      aria-label={texts.undoStep(entry.words)}
      onClick={() => undo.mutate()}
    >
      {texts.undo}
    </Button>
  )
}

function Redo({ entry }: { entry: HistoryEntry }) {
  const redo = useMutation({ mutationFn: () => client.history.redo({ entry: entry.id }), onError: showError })
  return (
    <span className={styles.undone}>
      <small>{texts.undone}</small>
      {entry.undoes === null && (
        <Button
          size="small"
          disabled={redo.isPending}
          aria-label={texts.redoStep(entry.words)}
          onClick={() => redo.mutate()}
        >
          {texts.redo}
        </Button>
      )}
    </span>
  )
}
