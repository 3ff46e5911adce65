import { InvalidArgumentError } from 'commander'

/** A number of rows, 1 to 1000. */
export function parseLimit(value: string): number {
  return parseWhole(value, 1, 1000)
}

/** Numbers of rows, one after the other. */
export function parseIds(value: string, before: number[] = []): number[] {
  return [...before, parseWhole(value, 1, Number.MAX_SAFE_INTEGER)]
}

/** A port, 0 for any that is free. */
export function parsePort(value: string): number {
  return parseWhole(value, 0, 65_535)
}

function parseWhole(value: string, least: number, most: number): number {
  const number = Number(value)
  if (value.trim() !== '' && Number.isInteger(number) && number >= least && number <= most) return number
  throw new InvalidArgumentError(`It takes a whole number from ${least} to ${most}.`)
}
