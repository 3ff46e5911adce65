import type { Version, VersionSort } from '../../shared/contract/versions.ts'
import { numberColumn, timeColumn } from '../components/table/column-kinds.ts'
import type { Column } from '../components/table/columns.ts'
import { TakeCell } from '../components/takes/take-cell.tsx'
import { texts } from './texts.ts'
import { detailLabel } from './version-labels.ts'

type Take = Version['video']

function Side({ take, words }: { take: Take; words: string }) {
  return <TakeCell path={take.file_path} hash={take.file_hash} videoId={take.id} name={take.name} words={words} />
}

/** The columns of the table. */
export const versionColumns: readonly Column<Version, VersionSort>[] = [
  {
    name: texts.newVersion,
    sort: 'video',
    width: 170,
    grow: 1.2,
    value: ({ video }) => video.name,
    cell: ({ video, path }) => <Side take={video} words={path} />,
  },
  {
    name: texts.replaced,
    sort: 'previous',
    width: 170,
    grow: 1,
    value: ({ previous }) => previous.name,
    cell: ({ previous }) => <Side take={previous} words={texts.keptWithItsDetails} />,
  },
  numberColumn(texts.toCopy, 104, detailLabel, { sort: 'details' }),
  timeColumn(texts.found, ({ noticed_at }) => noticed_at, { sort: 'found', yields: 1 }),
]
