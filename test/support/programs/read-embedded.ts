import { withFile } from '../../../main/media/embedded/bounded-file.ts'
import { readMetadata } from '../../../main/media/embedded/read-metadata.ts'
import { parseGeneration } from '../../../shared/generation/parse-generation.ts'

// Another process that reads how files were made: `node test/support/programs/read-embedded.ts <file>…`. Prints the
// notes about each, and the most memory that the process held, in bytes.
const notes: string[][] = []
for (const path of process.argv.slice(2)) {
  const found = await withFile(path, readMetadata)
  const reading = parseGeneration([{ source: 'file', name: path, tags: found.tags }])
  const unreadable = found.credentials?.manifest === null ? ['Its credentials cannot be read.'] : []
  notes.push([...found.notes, ...unreadable, ...(reading?.notes ?? [])])
}
console.log(JSON.stringify({ notes, peak: process.resourceUsage().maxRSS * 1024 }))
