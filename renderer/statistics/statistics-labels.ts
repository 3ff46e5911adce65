import type { Statistics } from '../../shared/contract/statistics.ts'
import { executionStatuses } from '../../shared/contract/workflows.ts'
import { formatBytes, formatCount, formatElapsed } from '../../shared/units.ts'
import { statusLabel } from '../components/executions/execution-labels.ts'
import { videoCodecName } from '../components/takes/format-names.ts'
import { sourceName } from '../components/takes/take-labels.ts'
import type { Part } from './part.ts'
import { texts } from './texts.ts'

const dayFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })
const monthFormat = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' })

/** Colours of the parts of a circle, in their order; the last is that of the other parts. */
const colours = ['range-0', 'range-1', 'range-2', 'range-3', 'range-5', 'range-6', 'range-7', 'range-4']

/** Returns the colour of the part at an index. */
export function colourAt(index: number): string {
  return `var(--${colours[Math.min(index, colours.length - 1)]})`
}

const statusColours: Record<string, string> = {
  completed: 'var(--green)',
  failed: 'var(--red)',
  running: 'var(--blue)',
  pending: 'var(--faint)',
}

type ShareList = 'by_source' | 'by_codec' | 'by_model'

const names: Record<ShareList, (value: string | null) => string> = {
  by_source: (value) => (value === null ? texts.noSource : sourceName(value)),
  by_codec: (value) => videoCodecName(value) ?? texts.unknownCodec,
  by_model: (value) => value ?? texts.noModel,
}

/** Returns the parts of the storage by a property of the takes, the largest first. */
export function storageParts(statistics: Statistics, list: ShareList): Part[] {
  return statistics[list].map(({ value, count, size_bytes, query }, index) => ({
    key: value ?? '',
    name: names[list](value),
    value: size_bytes,
    colour: colourAt(index),
    cells: [formatCount(count), formatBytes(size_bytes)],
    to: query === null ? null : { view: 'library', query },
  }))
}

/** Returns the models with the time and the cost of their takes; an en dash stands for none that is known. */
export function modelParts(statistics: Statistics): Part[] {
  return storageParts(statistics, 'by_model').map((part, index) => {
    const { timed = 0, seconds = 0, priced = 0, cost = 0, count = 0 } = statistics.by_model[index] ?? {}
    const of = (known: number) => (known === count ? '' : ` (${formatCount(known)})`)
    return {
      ...part,
      cells: [
        ...part.cells,
        timed === 0 ? '–' : `${formatElapsed(seconds)}${of(timed)}`,
        priced === 0 ? '–' : `${cost.toLocaleString('en-GB', { maximumFractionDigits: 2 })}${of(priced)}`,
      ],
    }
  })
}

/** Returns the runs by their status. */
export function executionParts({ executions_by_status }: Statistics): Part[] {
  return executions_by_status.map(({ status, count }, index) => {
    const state = executionStatuses.find((known) => known === status)
    return {
      key: status,
      name: statusLabel(status),
      value: count,
      colour: statusColours[status] ?? colourAt(index + 2),
      cells: [formatCount(count)],
      to: state === undefined ? null : { view: 'executions', state },
    }
  })
}

/** Returns the takes of the last 90 days by day. */
export function dayParts({ takes_per_day }: Statistics): Part[] {
  return takes_per_day.map(({ day, count, query }) => ({
    key: day,
    name: dayFormat.format(new Date(day)),
    value: count,
    cells: [formatCount(count)],
    to: { view: 'library', query },
  }))
}

/** Returns the storage by month, the oldest first; of the last months, also those without takes. */
export function monthParts({ by_month, takes_per_day }: Statistics): Part[] {
  const known = by_month.flatMap((share) => (share.value === null ? [] : [[share.value, share] as const]))
  const shares = new Map(known)
  const [year = 0, month = 1] = (takes_per_day.at(-1)?.day ?? '').split('-').map(Number)
  const last = year * 12 + month - 1
  const recent = Array.from({ length: monthsShown }, (_, at) => monthName(last - monthsShown + 1 + at))
  const months = [...new Set([...shares.keys(), ...recent])].sort()
  return months.map((month) => {
    const { count = 0, size_bytes = 0, query = null } = shares.get(month) ?? {}
    return {
      key: month,
      name: monthFormat.format(new Date(`${month}-01`)),
      value: size_bytes,
      cells: [formatCount(count), formatBytes(size_bytes)],
      to: query === null ? null : { view: 'library', query },
    }
  })
}

/** Months that the chart shows; the table has all. */
export const monthsShown = 24

function monthName(months: number): string {
  return `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}`
}
