import { create } from 'zustand'

/** The open processing dialog and its takes. */
type ProcessingDialog = { kind: 'stitch'; ids: readonly string[] } | { kind: 'convert'; id: string } | null

export const useProcessingDialog = create<{ dialog: ProcessingDialog }>(() => ({ dialog: null }))

/** Opens the dialog that stitches takes; `ids` is the initial order. */
export function openStitchDialog(ids: readonly string[]): void {
  useProcessingDialog.setState({ dialog: { kind: 'stitch', ids } })
}

export function openConvertDialog(id: string): void {
  useProcessingDialog.setState({ dialog: { kind: 'convert', id } })
}

export function closeProcessingDialog(): void {
  useProcessingDialog.setState({ dialog: null })
}

/** Maximum number of takes in a stitch. */
export const maxStitched = 500
