import { SegmentedControl } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import type { Image } from '../../shared/contract/images.ts'
import type { Video } from '../../shared/contract/videos.ts'
import { type Role, roles, type WorkflowDetails } from '../../shared/contract/workflows.ts'
import { formatCount, formatDuration } from '../../shared/units.ts'
import type { WorkflowNode } from '../../shared/workflow/graph.ts'
import { api, client } from '../client.ts'
import { Button } from '../components/button.tsx'
import { ImagePicture } from '../components/pictures/image-picture.tsx'
import { PlayingPoster } from '../components/pictures/playing-poster.tsx'
import { readAll } from '../components/table/read-all.ts'
import { useRowSelection } from '../components/table/use-row-selection.ts'
import { type PageQuery, useRows } from '../components/table/use-rows.ts'
import { type DraggedContent, startImageDrag, startTakeDrag } from '../components/takes/take-drag.ts'
import { associateContents, associationOf } from './association-actions.ts'
import { ContentStrip, type StripOf } from './content-strip.tsx'
import styles from './content-tray.module.css'
import { titleOf } from './node-labels.ts'
import { texts } from './texts.ts'
import tray from './tray.module.css'
import { searchIdOf, useTray } from './tray-state.ts'

/** Takes or images, as the tray lists, shows and adds them. */
interface Contents<Row> extends StripOf<Row> {
  noun: 'take' | 'image'
  query: (filter: { search?: string }, ...page: Parameters<PageQuery<Row>>) => ReturnType<PageQuery<Row>>
  readKeys: (filter: { search?: string }) => Promise<string[]>
  /** Returns what an association of the row with this key names. */
  contentOf: (key: string) => DraggedContent
}

const takes: Contents<Video> = {
  noun: 'take',
  query: (filter, offset, limit) =>
    api.videos.list.queryOptions({ input: { ...filter, offset, limit, count: offset === 0 } }),
  readKeys: (filter) => client.videos.ids({ ...filter, limit: 10_000 }),
  keyOf: ({ id }) => id,
  contentOf: (video_id) => ({ video_id }),
  startDrag: startTakeDrag,
  picture: (video) => <PlayingPoster video={video} />,
  words: ({ name, duration_seconds }) => `${name} · ${formatDuration(duration_seconds)}`,
}

const images: Contents<Image> = {
  noun: 'image',
  query: (filter, offset, limit) => api.images.list.queryOptions({ input: { ...filter, offset, limit } }),
  readKeys: (filter) =>
    readAll(
      async (page) => (await client.images.list({ ...filter, ...page })).items.map(({ file_hash }) => file_hash),
      500,
    ),
  keyOf: ({ file_hash }) => file_hash,
  contentOf: (file_hash) => ({ file_hash }),
  startDrag: startImageDrag,
  picture: (image) => <ImagePicture image={image} />,
  words: ({ name }) => name,
}

interface TrayProps {
  workflow: WorkflowDetails
  node: WorkflowNode | undefined
}

/** The takes of the library to add to nodes: drag them to a node, or select a node and press Enter. */
export function TakeTray(props: TrayProps) {
  return <ContentTray of={takes} {...props} />
}

/** The same for images. */
export function ImageTray(props: TrayProps) {
  return <ContentTray of={images} {...props} />
}

function ContentTray<Row>({ of, workflow, node }: TrayProps & { of: Contents<Row> }) {
  const { noun } = of
  const [text, setText] = useState('')
  const [search] = useDebouncedValue(text.trim(), 160)
  const role = useTray((state) => state.role)
  const [range, setRange] = useState({ first: 0, end: 0 })
  const filter = search ? { search } : {}
  const rows = useRows<Row>((offset, limit) => of.query(filter, offset, limit), range)
  const { selection, ...choose } = useRowSelection({
    rows,
    keyOf: of.keyOf,
    readKeys: () => of.readKeys(filter),
    listId: search,
  })
  const add = async () => {
    if (!node || selection.keys.size === 0) return
    const place = { workflow, nodeId: node.id, nodeName: titleOf(node), role }
    await associateContents(place, [...selection.keys].map(of.contentOf))
    choose.clear()
  }
  return (
    <>
      <div className={styles.bar}>
        <input
          id={searchIdOf(`${noun}s`)}
          type="text"
          aria-label={texts.searchToAdd(noun)}
          placeholder={texts.searchContents(noun)}
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <SegmentedControl
          aria-label={texts.addAs}
          value={role}
          onChange={(value) => useTray.setState({ role: value as Role })}
          data={[...roles]}
        />
        <span className={styles.words}>
          {node ? texts.contentTrayText(noun, titleOf(node)) : texts.dragOntoNodes(noun)}
        </span>
        {node && selection.keys.size > 0 && (
          <Button variant="primary" onClick={() => void add()}>
            {texts.add(formatCount(selection.keys.size, noun))}
          </Button>
        )}
      </div>
      {rows.total === 0 ? (
        <p className={tray.none}>{search ? texts.noMatchingContents(noun) : texts.theLibraryHasNoneYet(noun)}</p>
      ) : (
        <ContentStrip
          key={search}
          of={of}
          label={noun === 'take' ? texts.takesToAdd : texts.imagesToAdd}
          rows={rows}
          selection={selection}
          {...choose}
          roleOf={(key) => (node ? (associationOf(workflow, node.id, of.contentOf(key))?.role ?? null) : null)}
          onAdd={() => void add()}
          onRange={(first, end) => setRange({ first, end })}
        />
      )}
    </>
  )
}
