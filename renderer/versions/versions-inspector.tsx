import type { Version } from '../../shared/contract/versions.ts'
import { formatCount } from '../../shared/units.ts'
import { Inspector } from '../components/inspector.tsx'
import { Hint, Panel } from '../components/panel.tsx'
import { PosterLink } from '../components/pictures/poster-link.tsx'
import { useOpenTake } from '../components/takes/open-take.ts'
import { texts } from './texts.ts'
import { detailLabel } from './version-labels.ts'

interface VersionsInspectorProps {
  ids: readonly string[]
  /** The selected versions that are loaded. */
  rows: readonly Version[]
}

/** The inspector of the view: both takes of a version, or what the answers do. */
export function VersionsInspector({ ids, rows }: VersionsInspectorProps) {
  const [only] = rows
  return (
    <Inspector>
      {ids.length === 1 && only ? (
        <Both version={only} />
      ) : (
        <Panel title={ids.length === 0 ? texts.newVersions : formatCount(ids.length, texts.newVersionLowercase)}>
          <Hint>{texts.versionsInspectorHint}</Hint>
        </Panel>
      )}
    </Inspector>
  )
}

function Both({ version }: { version: Version }) {
  const open = useOpenTake()
  const { video, previous } = version
  const sides = [
    { take: previous, words: texts.before },
    { take: video, words: texts.now },
  ]
  return (
    <Panel title={video.name}>
      {sides.map(({ take, words }) => (
        <figure key={take.id}>
          <PosterLink video={take} label={texts.open(take.name, words.toLowerCase())} onOpen={() => open(take.id)} />
          <figcaption>
            <small>{words}</small>
          </figcaption>
        </figure>
      ))}
      <Hint>{texts.bothHint(detailLabel(version))}</Hint>
    </Panel>
  )
}
