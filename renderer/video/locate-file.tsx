import { useQuery } from '@tanstack/react-query'
import { FileSearch } from 'lucide-react'
import type { ReactNode } from 'react'
import { api, client } from '../client.ts'
import { Button } from '../components/button.tsx'
import { showError } from '../components/notice.tsx'
import { Buttons } from '../components/panel.tsx'
import { PathForm } from '../components/path-form.tsx'
import { texts } from './texts.ts'

/** Buttons to find the file of a take again; `children` come first. */
export function LocateFile({ id, onFound, children }: { id: string; onFound: () => void; children: ReactNode }) {
  const can = useQuery(api.library.get.queryOptions()).data?.can
  return (
    <>
      <Buttons>
        {children}
        {can?.pick && <Button onClick={() => void pick(id, onFound)}>{texts.locateTheFile}</Button>}
      </Buttons>
      {can?.pick === false && can.paths && (
        <PathForm
          label={texts.locateFileLabel}
          placeholder="/path/to/file.mp4"
          icon={FileSearch}
          action={texts.locate}
          onPath={(path) => locate(id, path, onFound)}
        />
      )}
    </>
  )
}

async function pick(id: string, onFound: () => void): Promise<void> {
  try {
    const [path] = (await client.imports.pick({ kind: 'files' })).paths
    if (path !== undefined) await locate(id, path, onFound)
  } catch (error) {
    showError(error)
  }
}

/** Locates the moved file of a take. Returns whether the file at `path` has its content. */
async function locate(id: string, path: string, onFound: () => void): Promise<boolean> {
  try {
    await client.videos.relink({ id, path })
    onFound()
    return true
  } catch (error) {
    showError(error)
    return false
  }
}
