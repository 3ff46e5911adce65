import type { Version } from '../../shared/contract/versions.ts'
import { formatWhen } from '../../shared/units.ts'
import type { Column } from '../components/table/row-table.tsx'
import { TakeCell } from '../components/takes/take-cell.tsx'
import { detailLabel } from './version-labels.ts'

type Take = Version['video']

function Side({ take, words }: { take: Take; words: string }) {
  return <TakeCell path={take.file_path} hash={take.file_hash} videoId={take.id} name={take.name} words={words} />
}

/** The columns of the table. Their widths are in versions-page.module.css. */
export const versionColumns: readonly Column<Version>[] = [
  { name: 'New version', cell: ({ video, path }) => <Side take={video} words={path} /> },
  {
    name: 'Replaced',
    cell: ({ previous }) => <Side take={previous} words="Kept with its details" />,
  },
  { name: 'To copy', kind: 'number', cell: detailLabel },
  { name: 'Found', kind: 'minor', cell: ({ noticed_at }) => formatWhen(noticed_at) },
]
