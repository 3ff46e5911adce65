import { useQuery } from '@tanstack/react-query'
import { Fragment } from 'react'
import type { SimilarVideo } from '../../shared/contract/duplicates.ts'
import { formatCount } from '../../shared/units.ts'
import { api } from '../client.ts'
import { Inspector } from '../components/inspector.tsx'
import { type ComparedFact, type ComparedTake, compareFacts } from './difference-facts.ts'
import styles from './differences.module.css'
import { texts } from './texts.ts'

/** The inspector of the desk: facts of both takes, those that differ first. */
export function Differences({ first, second }: { first: SimilarVideo; second: SimilarVideo }) {
  const [one, other] = [useCompared(first.id), useCompared(second.id)]
  const facts = one && other ? compareFacts(one, other) : []
  const differing = facts.filter(({ differs }) => differs).length
  return (
    <Inspector>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrolling by keyboard needs the focus */}
      <section className={styles.column} aria-label={texts.whatDiffers} tabIndex={0}>
        <h2>{differing === 0 ? texts.factsOfBothTakes : `${formatCount(differing, 'difference')}`}</h2>
        <table className={styles.facts}>
          <thead>
            <tr>
              <td />
              <th scope="col">{texts.keep}</th>
              <th scope="col">{texts.other}</th>
            </tr>
          </thead>
          <tbody>
            {facts.map((fact) => (
              <tr key={fact.name} data-differs={fact.differs || undefined}>
                <th scope="row">{fact.name}</th>
                <Values fact={fact} />
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Inspector>
  )
}

/** The values of a fact: beside each other; paths, which are too long for half a column, one below the other. */
function Values({ fact: { name, first, second, differs } }: { fact: ComparedFact }) {
  if (name === 'Path')
    return (
      <td colSpan={2}>
        <Path path={first} />
        {differs && <Path path={second} />}
      </td>
    )
  if (!differs) return <td colSpan={2}>{first}</td>
  return (
    <>
      <td>{first}</td>
      <td>{second}</td>
    </>
  )
}

/** A path that breaks between its folders. */
function Path({ path }: { path: string }) {
  return (
    <span className={styles.path}>
      {path.split(/(?<=[\\/])/).map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a path has the same folders in the same order
        <Fragment key={index}>
          {part}
          <wbr />
        </Fragment>
      ))}
    </span>
  )
}

function useCompared(id: string): ComparedTake | undefined {
  const { data: video } = useQuery(api.videos.get.queryOptions({ input: { id } }))
  const { data: generation } = useQuery(api.generations.get.queryOptions({ input: { video_id: id } }))
  return video && generation !== undefined ? { video, generation } : undefined
}
