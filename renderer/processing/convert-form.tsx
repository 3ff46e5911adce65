import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { ProcessingRequest } from '../../shared/contract/processing.ts'
import { api } from '../client.ts'
import { Button } from '../components/button.tsx'
import { DialogFoot } from '../components/dialog.tsx'
import { Field } from '../components/field.tsx'
import { startProcessing } from '../components/processing/start-processing.ts'
import { closeProcessingDialog } from '../state/processing-dialog.ts'
import styles from './processing-dialogs.module.css'
import { texts } from './texts.ts'

const formats = ['mp4', 'mov', 'webm', 'mkv'] as const
const sounds = ['wav', 'flac', 'm4a'] as const
type Format = (typeof formats)[number] | (typeof sounds)[number]

const heights = [2160, 1440, 1080, 720, 540, 360]

/** A form for converting a take: another container, a smaller picture, or only its sound. */
export function ConvertForm({ id }: { id: string }) {
  const { data: video } = useQuery(api.videos.get.queryOptions({ input: { id } }))
  const [format, setFormat] = useState<Format>('mp4')
  const [height, setHeight] = useState('')
  const isSound = sounds.some((sound) => sound === format)
  const own = video?.height ?? 0
  const start = (event: FormEvent) => {
    event.preventDefault()
    closeProcessingDialog()
    void startProcessing(requestFor(id, format, height === '' ? null : Number(height)))
  }
  return (
    <form className={styles.form} onSubmit={start}>
      <p className={styles.name}>{video?.name}</p>
      <Field label={texts.format} isBeside>
        <select value={format} onChange={(event) => setFormat(event.currentTarget.value as Format)} data-autofocus>
          <optgroup label={texts.video}>
            {formats.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </optgroup>
          {video?.audio_codec && (
            <optgroup label={texts.audioOnly}>
              {sounds.map((one) => (
                <option key={one}>{one}</option>
              ))}
            </optgroup>
          )}
        </select>
      </Field>
      {!isSound && (
        <Field label={texts.height} isBeside>
          <select value={height} onChange={(event) => setHeight(event.currentTarget.value)}>
            <option value="">{own > 0 ? texts.originalPx(own) : texts.original}</option>
            {heights
              .filter((lines) => own === 0 || lines < own)
              .map((lines) => (
                <option key={lines} value={lines}>
                  {texts.px(lines)}
                </option>
              ))}
          </select>
        </Field>
      )}
      <DialogFoot>
        <Button type="submit" variant="primary">
          {texts.convert}
        </Button>
      </DialogFoot>
    </form>
  )
}

function requestFor(id: string, format: Format, height: number | null): ProcessingRequest {
  const sound = sounds.find((one) => one === format)
  if (sound) return { action: 'extract_audio', video_id: id, format: sound }
  const video = formats.find((one) => one === format) ?? 'mp4'
  return { action: 'convert', video_id: id, format: video, ...(height === null ? {} : { height }) }
}
