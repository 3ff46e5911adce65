import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Archive, ArchiveRestore, CircleCheck, CircleHelp, Cloud, CloudUpload, FolderOpen, Unplug } from 'lucide-react'
import type { Location, VideoDetails } from '../../shared/contract/videos.ts'
import { isArchiveAddress, isBucketAddress, isObjectAddress } from '../../shared/object-address.ts'
import { api, client } from '../client.ts'
import { Button } from '../components/button.tsx'
import { CopyText } from '../components/copy-text.tsx'
import { Icon } from '../components/icon.tsx'
import { showError } from '../components/notice.tsx'
import { Buttons, Hint } from '../components/panel.tsx'
import { formatWhenInline } from '../components/relative-time.ts'
import { fetchTakes } from '../components/takes/fetch-takes.ts'
import { revealTake } from '../components/takes/take-files.ts'
import { followStarted } from '../state/started-jobs.ts'
import { texts } from './texts.ts'
import classes from './video-inspector.module.css'

/** Lists the locations of the content of a video. */
export function VideoLocations({ video }: { video: VideoDetails }) {
  const canReveal = useQuery(api.library.get.queryOptions()).data?.can.reveal ?? false
  if (video.locations.length === 0) return <Hint>{texts.videoLocationsHint}</Hint>
  return (
    <>
      <Versions video={video} />
      <ul className={classes.locations}>
        {video.locations.map((location) => (
          <li key={location.path}>
            <CopyText what="path" text={location.path} />
            <div className={classes.state}>
              <Presence location={location} />
              {location.path === video.file_path && <span>{texts.usedForPlayback}</span>}
              {canReveal &&
                !isObjectAddress(location.path) &&
                location.missing_since === null &&
                !location.is_offline && (
                  <Button
                    variant="quiet"
                    size="small"
                    icon={FolderOpen}
                    onClick={() => void revealTake(video.id, location.path)}
                  >
                    {texts.showInFolder}
                  </Button>
                )}
            </div>
          </li>
        ))}
      </ul>
      <StorageActions video={video} />
    </>
  )
}

/** Copies the take to the library's bucket, with or without its file staying here, or fetches it back. */
function StorageActions({ video }: { video: VideoDetails }) {
  const { data } = useQuery(api.storage.get.queryOptions())
  const present = video.locations.filter(({ missing_since }) => missing_since === null)
  const isStored = present.some(({ path }) => isBucketAddress(path))
  const isHere = present.some(({ path }) => !isObjectAddress(path))
  const canFetch = !isHere && (present.some(({ path }) => isArchiveAddress(path)) || (isStored && data?.is_allowed))
  const video_ids = [video.id]
  const start = (job: Promise<Parameters<typeof followStarted>[0]>) =>
    void job.then((started) => followStarted(started, video_ids), showError)
  return (
    <Buttons>
      {isHere && !isStored && data?.is_allowed && (
        <Button
          size="small"
          icon={CloudUpload}
          onClick={() => start(client.storage.upload({ video_ids, evict: false }))}
        >
          {texts.copyToTheBucket}
        </Button>
      )}
      {isHere && data?.is_allowed && (
        <Button size="small" icon={Cloud} onClick={() => start(client.storage.upload({ video_ids, evict: true }))}>
          {texts.keepInTheBucket}
        </Button>
      )}
      {canFetch && (
        <Button size="small" icon={ArchiveRestore} onClick={() => void fetchTakes(video_ids)}>
          {texts.fetchBack}
        </Button>
      )}
    </Buttons>
  )
}

/** Links to the take that this one replaced, and to the one that replaced it. */
function Versions({ video }: { video: VideoDetails }) {
  const { data } = useQuery(api.versions.list.queryOptions({ input: { video_id: video.id } }))
  return data?.items.map((version) => {
    const isNew = version.video.id === video.id
    const other = isNew ? version.previous : version.video
    return (
      <Hint key={version.video.id}>
        {isNew ? texts.replaced : texts.itsFileWasOverwritten}
        <Link to="/videos/$id" params={{ id: other.id }}>
          {other.name}
        </Link>
      </Hint>
    )
  })
}

function Presence({ location }: { location: Location }) {
  if (location.is_offline)
    return (
      <span className={classes.missing}>
        <Icon of={Unplug} size={13} />
        {texts.offline}
      </span>
    )
  if (location.missing_since === null && isObjectAddress(location.path))
    return (
      <span className={classes.present}>
        <Icon of={isArchiveAddress(location.path) ? Archive : Cloud} size={13} />
        {texts.inThe} {isArchiveAddress(location.path) ? 'archive' : 'bucket'}
        {location.verified_at && texts.alsoVerified(formatWhenInline(location.verified_at))}
      </span>
    )
  if (location.missing_since === null)
    return (
      <span className={classes.present}>
        <Icon of={CircleCheck} size={13} />
        {location.verified_at === null ? 'present' : texts.verifiedAt(formatWhenInline(location.verified_at))}
      </span>
    )
  return (
    <span className={classes.missing}>
      <Icon of={CircleHelp} size={13} />
      {texts.missingSince} {formatWhenInline(location.missing_since)}
    </span>
  )
}
