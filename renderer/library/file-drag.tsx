import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { api } from '../client.ts'
import { dragFiles } from '../components/takes/take-files.ts'
import { texts } from './texts.ts'

/** Files that can be dragged at once. */
const mostDragged = 500

/** The picture of a selection, which the pointer drags into other programs as files; in the desktop window only. */
export function FileDrag({ ids, children }: { ids: readonly string[]; children: ReactNode }) {
  const { data } = useQuery(api.library.get.queryOptions())
  if (!data?.can.drag || ids.length > mostDragged) return children
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: “Copy path” and “Show in folder” do the same by keyboard
    <div
      draggable
      title={texts.dragIntoAnotherProgram(ids.length === 1 ? texts.theFile : texts.theFiles)}
      onDragStart={(event) => {
        event.preventDefault()
        void dragFiles(ids)
      }}
    >
      {children}
    </div>
  )
}
