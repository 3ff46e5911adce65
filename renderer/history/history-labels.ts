import type { HistoryEntry } from '../../shared/contract/history.ts'
import { formatWhen } from '../../shared/units.ts'
import { texts } from './texts.ts'

const authors: Record<string, string> = {
  window: texts.thisApp,
  browser: texts.browser,
  terminal: texts.terminal,
  token: texts.token,
  mcp: 'MCP',
  rushes: texts.background,
  other: texts.anotherProgram,
}

/** Names an author; the user of a token by their name. */
export function authorName({ author, user_id }: Pick<HistoryEntry, 'author' | 'user_id'>): string {
  const name = authors[author] ?? author
  return user_id === null ? name : `${name} ${user_id}`
}

/** Returns the local day of an entry: `Today`, `12 Mar`. */
export function dayOf({ at }: Pick<HistoryEntry, 'at'>): string {
  return formatWhen(at).replace(/ \d\d:\d\d$/, '')
}

/** Returns the local time of an entry: `14:02`. */
export function timeOf({ at }: Pick<HistoryEntry, 'at'>): string {
  return formatWhen(at).slice(-5)
}
