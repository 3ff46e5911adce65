import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { labelColour, labelColours } from '../../../../renderer/components/lanes/label-colour.ts'

type Colour = [number, number, number]

const theme = readFileSync(new URL('../../../../renderer/theme.css', import.meta.url), 'utf8')
const [dark = '', light = ''] = theme.split(':root[data-mantine-color-scheme="light"]')

function hex(css: string, name: string): Colour {
  const digits = new RegExp(`--${name}: #([0-9a-f]{6});`).exec(css)?.[1]
  if (!digits) throw new Error(`theme.css gives --${name} no colour.`)
  return [0, 2, 4].map((at) => Number.parseInt(digits.slice(at, at + 2), 16) / 255) as Colour
}

function mix(colour: Colour, ground: Colour, share: number): Colour {
  return colour.map((value, index) => value * share + (ground[index] ?? 0) * (1 - share)) as Colour
}

function linear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
}

/** Contrast as WCAG 2.2 defines it. */
function contrast(one: Colour, other: Colour): number {
  const light = ([r, g, b]: Colour) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b) + 0.05
  const [a, b] = [light(one), light(other)]
  return Math.max(a, b) / Math.min(a, b)
}

const schemes = [
  { name: 'dark', css: dark, ink: [1, 1, 1] as Colour, share: 0.04 },
  { name: 'light', css: light, ink: [20 / 255, 24 / 255, 36 / 255] as Colour, share: 0.06 },
]

describe.each(schemes)('in the $name scheme', ({ css, ink, share }) => {
  const ground = hex(css, 'bg')
  const track = mix(ink, ground, share)
  const colours = Array.from({ length: labelColours }, (_, index) => hex(css, `range-${index}`))

  it('ranges stand out from their track as graphics must, also at their weakest', () => {
    for (const colour of colours) expect(contrast(mix(colour, track, 0.72), track)).toBeGreaterThanOrEqual(3)
  })

  it('no two colours are alike', () => {
    expect(new Set(colours.map(String)).size).toBe(labelColours)
  })
})

it('a label has one colour, however it is written, and other labels mostly another', () => {
  expect(labelColour(' Speech ')).toBe(labelColour('speech'))
  const words = 'anna bert clara dora emil frida gustav hanna ida jonas music noise laughter applause dog'.split(' ')
  const colours = words.map(labelColour)
  expect(colours.every((colour) => colour >= 0 && colour < labelColours)).toBe(true)
  expect(new Set(colours).size).toBeGreaterThan(5)
})
