import type { Version } from '../../shared/contract/versions.ts'
import { formatWhen } from '../../shared/units.ts'
import type { Column } from '../rows/row-table.tsx'
import { TakeCell } from '../rows/take-cell.tsx'
import { detailWords } from './version-words.ts'

type Take = Version['video']

function Side({ take, words }: { take: Take; words: string }) {
  return <TakeCell path={take.file_path} hash={take.file_hash} videoId={take.id} name={take.name} words={words} />
}

/** The columns of the table; their widths stand in versions-page.module.css. */
export const versionColumns: readonly Column<Version>[] = [
  { name: 'New version', cell: ({ video, path }) => <Side take={video} words={path} /> },
  {
    name: 'Rendered over',
    cell: ({ previous }) => <Side take={previous} words="Kept, with all that is known of it" />,
  },
  { name: 'To carry over', kind: 'number', cell: detailWords },
  { name: 'Noticed', kind: 'minor', cell: ({ noticed_at }) => formatWhen(noticed_at) },
]
