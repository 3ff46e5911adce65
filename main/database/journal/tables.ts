import type { Generated } from 'kysely'
import type { JsonText, Timestamp } from '../tables.ts'

/** The tables of the journal; docs/history.md describes them. */
export interface JournalTables {
  /** One step of an author. */
  journal: {
    id: Generated<number>
    at: Timestamp
    /** Names the step; calls and jobs with the same name are one entry. */
    step: string
    author: string
    user_id: string | null
    /** The procedure or the kind of the job; null for writes of other programs. */
    action: string | null
    title: string | null
    /** An array of `TableChange`. */
    changes: Generated<JsonText>
    undoes: number | null
    undone_by: number | null
  }
  /** The rows of `journal_rows` that belong to an entry. */
  journal_parts: { first_seq: number; last_seq: number; entry_id: number }
  /** Changed rows, written by triggers. */
  journal_rows: {
    seq: Generated<number>
    /** Unix seconds. */
    at: Generated<number>
    tbl: string
    op: 'insert' | 'update' | 'delete' | 'replace' | 'note'
    /** The first column of the primary key. */
    subject: unknown | null
    /** An array with the other columns of the primary key; null if there are none. */
    key: JsonText | null
    old: JsonText | null
    new: JsonText | null
  }
}
