import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CircleCheck, CircleHelp, FolderOpen, Unplug } from 'lucide-react'
import type { Location, VideoDetails } from '../../shared/contract/videos.ts'
import { api } from '../client.ts'
import { Icon } from '../components/icon.tsx'
import { revealTake } from '../components/reveal-take.ts'
import { CopyText } from './copy-text.tsx'
import { sinceWords } from './since.ts'
import classes from './video-inspector.module.css'

/** Every place where the content of this video was seen. */
export function VideoLocations({ video }: { video: VideoDetails }) {
  const canReveal = useQuery(api.library.get.queryOptions()).data?.can.reveal ?? false
  if (video.locations.length === 0)
    return <p className={classes.none}>No file of this take is known. Import it again to bring it back.</p>
  return (
    <>
      <Versions video={video} />
      <ul className={classes.locations}>
        {video.locations.map((location) => (
          <li key={location.path}>
            <CopyText what="path" text={location.path} />
            <div className={classes.state}>
              <Presence location={location} />
              {location.path === video.file_path && <span>plays from here</span>}
              {canReveal && location.missing_since === null && !location.is_offline && (
                <button
                  type="button"
                  className={classes.action}
                  onClick={() => void revealTake(video.id, location.path)}
                >
                  <Icon of={FolderOpen} />
                  Reveal in folder
                </button>
              )}
            </div>
          </li>
        ))}
      </ul>
    </>
  )
}

/** What this take was rendered over, and what was rendered over it. */
function Versions({ video }: { video: VideoDetails }) {
  const { data } = useQuery(api.versions.list.queryOptions({ input: { video_id: video.id } }))
  return data?.items.map((version) => {
    const isNew = version.video.id === video.id
    const other = isNew ? version.previous : version.video
    return (
      <p key={version.video.id} className={classes.none}>
        {isNew ? 'Rendered over ' : 'Its file was written over by '}
        <Link to="/videos/$id" params={{ id: other.id }}>
          {other.name}
        </Link>
      </p>
    )
  })
}

function Presence({ location }: { location: Location }) {
  if (location.is_offline)
    return (
      <span className={classes.missing}>
        <Icon of={Unplug} size={13} />
        offline
      </span>
    )
  if (location.missing_since === null)
    return (
      <span className={classes.present}>
        <Icon of={CircleCheck} size={13} />
        present
      </span>
    )
  return (
    <span className={classes.missing}>
      <Icon of={CircleHelp} size={13} />
      missing since {sinceWords(location.missing_since)}
    </span>
  )
}
