import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { ProcessingRequest } from '../../shared/contract/processing.ts'
import { api } from '../client.ts'
import blank from '../components/blank.module.css'
import styles from './making.module.css'
import { closeMaking } from './making.ts'
import { startProcessing } from './start-processing.ts'

const formats = ['mp4', 'mov', 'webm', 'mkv'] as const
const sounds = ['wav', 'flac', 'm4a'] as const
type Format = (typeof formats)[number] | (typeof sounds)[number]

const heights = [2160, 1440, 1080, 720, 540, 360]

/** What a take is made into: another container, a smaller picture, or its sound alone. */
export function ConvertForm({ id }: { id: string }) {
  const { data: video } = useQuery(api.videos.get.queryOptions({ input: { id } }))
  const [format, setFormat] = useState<Format>('mp4')
  const [height, setHeight] = useState('')
  const isSound = sounds.some((sound) => sound === format)
  const own = video?.height ?? 0
  const start = (event: FormEvent) => {
    event.preventDefault()
    closeMaking()
    void startProcessing(requestFor(id, format, height === '' ? null : Number(height)))
  }
  return (
    <form className={styles.form} onSubmit={start}>
      <p className={styles.name}>{video?.name}</p>
      <label className={styles.field}>
        Format
        <select value={format} onChange={(event) => setFormat(event.currentTarget.value as Format)} data-autofocus>
          <optgroup label="Video">
            {formats.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </optgroup>
          {video?.audio_codec && (
            <optgroup label="Sound alone">
              {sounds.map((one) => (
                <option key={one}>{one}</option>
              ))}
            </optgroup>
          )}
        </select>
      </label>
      {!isSound && (
        <label className={styles.field}>
          Height
          <select value={height} onChange={(event) => setHeight(event.currentTarget.value)}>
            <option value="">{own > 0 ? `as it is, ${own} px` : 'as it is'}</option>
            {heights
              .filter((lines) => own === 0 || lines < own)
              .map((lines) => (
                <option key={lines} value={lines}>
                  {lines} px
                </option>
              ))}
          </select>
        </label>
      )}
      <div className={styles.foot}>
        <span />
        <button type="submit" className={blank.primary}>
          Convert
        </button>
      </div>
    </form>
  )
}

function requestFor(id: string, format: Format, height: number | null): ProcessingRequest {
  const sound = sounds.find((one) => one === format)
  if (sound) return { action: 'extract_audio', video_id: id, format: sound }
  const video = formats.find((one) => one === format) ?? 'mp4'
  return { action: 'convert', video_id: id, format: video, ...(height === null ? {} : { height }) }
}
