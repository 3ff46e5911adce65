import { useQuery } from '@tanstack/react-query'
import { FolderOpen } from 'lucide-react'
import { useState } from 'react'
import type { MediaFolders as Folders } from '../../shared/contract/settings.ts'
import { api, client } from '../client.ts'
import { Button } from '../components/button.tsx'
import { EditForm } from '../components/edit-form.tsx'
import { Field } from '../components/field.tsx'
import { showError, showNotice } from '../components/notice.tsx'
import styles from './settings-page.module.css'
import { texts } from './texts.ts'

const names = { videos: texts.newTakes, images: texts.newImages } as const
const nouns = ['videos', 'images'] as const

/** The folders for files that the library will own. */
export function MediaFolders({ folders }: { folders: Folders }) {
  const [isOpen, setOpen] = useState(false)
  if (isOpen) return <FoldersForm folders={folders} onClose={() => setOpen(false)} />
  return (
    <div className={styles.sub}>
      <dl className={styles.facts} aria-label={texts.folders}>
        {nouns.map((noun) => (
          <div key={noun}>
            <dt>{names[noun]}</dt>
            <dd>{folders[noun] ?? texts.inTheLibrary(noun)}</dd>
          </div>
        ))}
      </dl>
      <Button onClick={() => setOpen(true)}>{texts.changeFolders}</Button>
    </div>
  )
}

function FoldersForm({ folders, onClose }: { folders: Folders; onClose: () => void }) {
  const { data } = useQuery(api.library.get.queryOptions())
  const [paths, setPaths] = useState({ videos: folders.videos ?? '', images: folders.images ?? '' })
  const save = async () => {
    const { videos, images } = paths
    await client.settings.change({ folders: { videos: videos.trim() || null, images: images.trim() || null } })
    showNotice(texts.saveText)
  }
  const pick = async (noun: keyof Folders) => {
    try {
      const [path] = (await client.imports.pick({ kind: 'folder' })).paths
      if (path !== undefined) setPaths((before) => ({ ...before, [noun]: path }))
    } catch (error) {
      showError(error)
    }
  }
  return (
    <div className={styles.sub}>
      <EditForm label={texts.foldersOfTheLibrary} save={save} onClose={onClose}>
        <p>{texts.foldersFormText}</p>
        {nouns.map((noun) => (
          <Field key={noun} label={names[noun]} hint={texts.emptyInTheLibrary(noun)}>
            <div className={styles.path}>
              <input
                type="text"
                aria-label={names[noun]}
                placeholder={noun}
                spellCheck={false}
                autoComplete="off"
                value={paths[noun]}
                onChange={({ currentTarget: { value } }) => setPaths((before) => ({ ...before, [noun]: value }))}
              />
              {data?.can.pick && (
                <Button icon={FolderOpen} onClick={() => void pick(noun)}>
                  {texts.choose}
                </Button>
              )}
            </div>
          </Field>
        ))}
      </EditForm>
    </div>
  )
}
