/** The header of a request that names the step of which its call is a part. */
export const stepHeader = 'x-rushes-step'

/** The changes of a step to a table. */
export interface TableChange {
  tbl: string
  op: 'insert' | 'update' | 'delete' | 'note'
  rows: number
  /** The number of takes, images or workflows whose rows changed. */
  subjects: number
  /** The JSON of the former and of the new values, if those of all rows agree. */
  old: string | null
  new: string | null
  /** The changed columns of updates whose new values do not agree. */
  columns?: string[] | undefined
}

/** Lists the columns that updates changed, by the names of the journal; none if that was not recorded. */
export function columnsOf({ new: values, columns }: TableChange): string[] {
  return columns ?? (values === null ? [] : Object.keys(JSON.parse(values)))
}

/** A take, an image or a workflow that a step changed. */
export interface Subject {
  kind: 'video' | 'image' | 'workflow'
  id: string
  /** Null if it is neither in the library nor in the trash. */
  name: string | null
  is_present: boolean
}
