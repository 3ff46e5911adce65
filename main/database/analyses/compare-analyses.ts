import type { Database } from 'better-sqlite3'
import { compareTake, figuresOf, pairsOf, type SharedCounts, type TakeFigures } from '../../../shared/compare-ranges.ts'
import type { Range } from '../../../shared/contract/analyses.ts'
import { createHistograms, type Histograms, isInBin } from '../../../shared/histograms.ts'
import { rangesOf } from '../../../shared/lane-ranges.ts'
import { parseRanges } from '../analyses.ts'
import type { ComparedPage, ComparedTake, ComparisonRequest } from './comparison-thread.ts'

/** Takes that are read at once; a row can have megabytes of ranges. */
const takesAtOnce = 16
/** Time after which a request answers with the takes compared so far. */
const sliceMs = 200
/** Comparisons that are kept, so that their pages and two windows do not compare all takes again. */
const mostKept = 2
const usualFrameSeconds = 0.04

/** The contents that have all configurations, and how many of the other contents have some. */
export const comparedContentsSql = (hasIds: boolean) => `
  SELECT min(videos.rowid) AS rowid, hash, videos.fps AS fps, known
  FROM (SELECT file_hash AS hash, count(DISTINCT config_hash) AS known FROM analysis_jobs
    WHERE config_hash IN (SELECT value FROM json_each(@hashes)) GROUP BY file_hash)
  JOIN videos ON videos.file_hash = substr(hash, 8) AND substr(hash, 1, 7) = 'sha256:'
  ${hasIds ? 'WHERE videos.id IN (SELECT value FROM json_each(@ids))' : ''}
  GROUP BY hash`

/** The ranges of contents, the newest of each configuration last. The plus disables the index of configurations. */
export const comparedRangesSql = `
  SELECT file_hash, config_hash, ranges FROM analysis_jobs
  WHERE file_hash IN (SELECT value FROM json_each(@contents)) AND +config_hash IN (SELECT value FROM json_each(@hashes))
  ORDER BY created_at, id`

/** Changes when an analysis of these configurations is added, replaced, edited or removed. */
const versionSql = `
  SELECT count(*) || ' ' || max(id) || ' ' || total(created_at) FROM analysis_jobs
  WHERE config_hash IN (SELECT value FROM json_each(?))`

interface Content {
  rowid: number
  hash: string
  fps: number | null
}

/** A comparison with the takes compared so far. */
interface State {
  request: ComparisonRequest
  pairs: [first: number, second: number][]
  contents: Content[]
  missing: number
  done: number
  takes: ComparedTake[]
  /** Number of takes when they were sorted. */
  sorted: number
  totals: SharedCounts[]
  histograms: Histograms[]
}

/**
 * Returns a function that compares analyses of takes, for a while at each call, and answers with a page of those
 * compared so far, the worst first. The next call goes on. It returns undefined if `shouldStop` ended it.
 */
export function createComparison(database: Database) {
  const kept = new Map<string, State>()
  return (request: ComparisonRequest, shouldStop: () => boolean): ComparedPage | undefined => {
    const { offset: _, limit: __, ...compared } = request
    const version = database.prepare(versionSql).pluck().get(JSON.stringify(request.config_hashes))
    const key = JSON.stringify([version, compared])
    const state = kept.get(key) ?? start(database, request)
    kept.delete(key)
    kept.set(key, state)
    for (const old of [...kept.keys()].slice(0, -mostKept)) kept.delete(old)
    const deadline = performance.now() + sliceMs
    while (state.done < state.contents.length && performance.now() < deadline) {
      if (shouldStop()) return undefined
      compareSome(database, state)
    }
    return pageOf(state, request)
  }
}

function start(database: Database, request: ComparisonRequest): State {
  const { config_hashes, is_reference, ids } = request
  const parameters = { hashes: JSON.stringify(config_hashes), ...(ids && { ids: JSON.stringify(ids) }) }
  const rows = database.prepare(comparedContentsSql(ids !== null)).all(parameters) as (Content & { known: number })[]
  const contents = rows.filter(({ known }) => known === config_hashes.length)
  const pairs = pairsOf(is_reference)
  return {
    request,
    pairs,
    contents,
    missing: rows.length - contents.length,
    done: 0,
    takes: [],
    sorted: 0,
    totals: pairs.map(() => ({ both: 0, only_first: 0, only_second: 0, shared_seconds: 0, covered_seconds: 0 })),
    histograms: config_hashes.map(createHistograms),
  }
}

function compareSome(database: Database, state: State): void {
  const { config_hashes } = state.request
  const contents = state.contents.slice(state.done, state.done + takesAtOnce)
  const rows = database.prepare(comparedRangesSql).all({
    contents: JSON.stringify(contents.map(({ hash }) => hash)),
    hashes: JSON.stringify(config_hashes),
  }) as { file_hash: string; config_hash: string; ranges: unknown }[]
  const newest = new Map(rows.map(({ file_hash, config_hash, ranges }) => [`${file_hash} ${config_hash}`, ranges]))
  for (const content of contents) {
    const lists = config_hashes.map((hash) =>
      rangesOf({ ranges: parseRanges(newest.get(`${content.hash} ${hash}`) ?? null) }),
    )
    addTake(state, content, lists)
  }
  state.done += contents.length
}

function addTake(state: State, { rowid, fps }: Content, lists: (readonly Range[])[]): void {
  const { bin, tolerance_seconds, ignores_labels } = state.request
  const frameSeconds = fps && fps > 0 ? 1 / fps : usualFrameSeconds
  const options = { toleranceSeconds: tolerance_seconds ?? frameSeconds, ignoresLabels: ignores_labels }
  for (const [index, ranges] of lists.entries()) for (const range of ranges) state.histograms[index]?.add(range)
  const figures = state.pairs.map(([first, second]) => compareTake(lists[first] ?? [], lists[second] ?? [], options))
  for (const [index, counts] of figures.entries()) addTo(state.totals[index], counts)
  const found = bin ? (lists[bin.configuration] ?? []).filter((range) => isInBin(range, bin)) : null
  if (found?.length === 0) return
  state.takes.push({
    rowid,
    ranges: lists.map(({ length }) => length),
    pairs: figures,
    agreement: least(figures.map(({ f1 }) => f1)),
    first_difference: least(figures.map(({ first_difference }) => first_difference)),
    in_bin: found && { ranges: found.length, first: found[0]?.start ?? 0 },
  })
}

function addTo(total: SharedCounts | undefined, counts: TakeFigures): void {
  if (!total) return
  for (const key of Object.keys(total) as (keyof SharedCounts)[]) total[key] += counts[key]
}

function least(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : Math.min(...known)
}

function pageOf(state: State, { offset, limit }: ComparisonRequest): ComparedPage {
  const { takes, pairs, totals } = state
  if (state.sorted !== takes.length) takes.sort(worstFirst)
  state.sorted = takes.length
  return {
    takes: takes.slice(offset, offset + limit),
    total: takes.length,
    done: state.done,
    of: state.contents.length,
    missing: state.missing,
    pairs: pairs.map(([first, second], index) => ({ first, second, ...figuresOf(totals[index] as SharedCounts) })),
    histograms: state.histograms.flatMap((histograms, configuration) =>
      histograms.all().map((histogram) => ({ configuration, ...histogram })),
    ),
  }
}

/** Orders takes by agreement; those with more ranges that differ come first, those where nothing was found last. */
function worstFirst(one: ComparedTake, other: ComparedTake): number {
  return (one.agreement ?? 2) - (other.agreement ?? 2) || differing(other) - differing(one) || one.rowid - other.rowid
}

function differing({ pairs }: ComparedTake): number {
  return pairs.reduce((sum, { only_first, only_second }) => sum + only_first + only_second, 0)
}
