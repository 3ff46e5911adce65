const names: Record<string, string> = {
  uploaded: 'Uploaded',
  generated: 'Generated',
  stitched: 'Stitched',
  processed: 'Processed',
}

/** How a source type reads; one that another program made up reads as it stands. */
export function sourceName(sourceType: string): string {
  return names[sourceType] ?? sourceType
}
