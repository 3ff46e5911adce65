import type { Job, JobItem } from '../../../shared/contract/jobs.ts'
import { client } from '../../client.ts'
import { downloadText, fileNameOf } from '../../components/download.ts'
import { showError } from '../../components/notice.tsx'

/** Downloads the outcome of each file of a job as TSV: outcome, path, reason. */
export async function saveLog({ id, title }: Job): Promise<void> {
  try {
    const lines: string[] = []
    for (;;) {
      const { items } = await client.jobs.items({ id, offset: lines.length, limit: 1000 })
      if (items.length === 0) break
      lines.push(...items.map(lineOf))
    }
    downloadText(fileNameOf(title, 'tsv'), 'text/tab-separated-values', `${lines.join('\n')}\n`)
  } catch (error) {
    showError(error)
  }
}

function lineOf({ outcome, path, error }: JobItem): string {
  return [outcome, path, error?.message ?? ''].map((field) => field.replaceAll(/[\t\r\n]+/g, ' ')).join('\t')
}
