import type { Analyser } from '../../../shared/contract/analysers.ts'
import type { Configuration } from '../../../shared/contract/configurations.ts'
import { correctedHash } from '../../../shared/corrections.ts'
import { differingValues } from '../../../shared/json-differences.ts'
import { settingFact } from './lane-labels.ts'
import styles from './pair-table.module.css'
import { texts } from './texts.ts'

interface ConfigMatrixProps {
  lanes: readonly Configuration[]
  names: readonly string[]
  analysers: readonly Analyser[]
}

/** The settings in which configurations of analysers differ, with the value of each; corrections have none. */
export function ConfigMatrix({ lanes, names, analysers }: ConfigMatrixProps) {
  const known = lanes.flatMap(({ config, ...lane }, index) =>
    config === null || correctedHash(config) !== null ? [] : [{ ...lane, config, title: names[index] ?? '' }],
  )
  const rows = differingValues(known.map(({ config }) => config))
  const analyser = analysers.find(({ name }) => name === known[0]?.name)
  if (rows.length === 0) return null
  return (
    <table className={styles.pairs} aria-label={texts.settingsThatDiffer}>
      <thead>
        <tr>
          <th scope="col">{texts.setting}</th>
          {known.map(({ config_hash, title }) => (
            <th key={config_hash} scope="col" title={title}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ path, values }) => {
          // Rushes' own configurations have settings in `config`, beside the analyser and its version.
          const key = path.replace(/^config\./, '')
          return (
            <tr key={path}>
              <th scope="row">{settingFact(key, values[0], analyser)[0]}</th>
              {values.map((value, index) => (
                <td key={known[index]?.config_hash}>
                  {value === undefined ? '–' : settingFact(key, value, analyser)[1]}
                </td>
              ))}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
