import type { DryRun } from './contract/history.ts'

/** The header of a call to `/rpc` that is only to report what it would change; REST has `?dryRun=true`. */
export const dryRunHeader = 'x-rushes-dry-run'

/** Ends the use of a client that changes nothing, with the report of the call that would have changed something. */
export class DryRunDone extends Error {
  readonly report: DryRun

  constructor(report: DryRun) {
    super('This was a dry run.')
    this.report = report
  }
}

/** Ends a call of such a client if it is answered by a report. @throws DryRunDone */
export async function endAtReport<Output>({ next }: { next(): Promise<Output> }): Promise<Output> {
  const output = await next()
  if (isReport(output)) throw new DryRunDone(output)
  return output
}

function isReport(output: unknown): output is DryRun {
  return typeof output === 'object' && output !== null && 'dry_run' in output && output.dry_run === true
}
