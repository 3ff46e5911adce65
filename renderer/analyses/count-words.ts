import { formatCount } from '../../shared/units.ts'

/** `1 analysis`, `9,877 analyses`. */
export function countAnalyses(count: number): string {
  return `${formatCount(count)} ${count === 1 ? 'analysis' : 'analyses'}`
}
