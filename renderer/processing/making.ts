import { create } from 'zustand'

/** What is to be made, while somebody says how. */
type Making = { kind: 'stitch'; ids: readonly string[] } | { kind: 'convert'; id: string } | null

export const useMaking = create<{ making: Making }>(() => ({ making: null }))

/** Asks for the order of takes that are to be one; `ids` is what it begins with. */
export function askStitch(ids: readonly string[]): void {
  useMaking.setState({ making: { kind: 'stitch', ids } })
}

export function askConvert(id: string): void {
  useMaking.setState({ making: { kind: 'convert', id } })
}

export function closeMaking(): void {
  useMaking.setState({ making: null })
}

/** As many as one stitch takes. */
export const mostStitched = 500
