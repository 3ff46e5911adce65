import type { Configuration } from '../../shared/contract/configurations.ts'
import { RushesError } from '../../shared/errors.ts'
import type { Db } from './connection.ts'
import { parseJson } from './json-column.ts'
import type { ConfigurationsTable } from './tables.ts'

/** Remembers what a hash stands for; what is known of it already and not said again stays. */
export async function putConfiguration(db: Db, configuration: ConfigurationsTable): Promise<void> {
  const { name, config } = configuration
  if (name === null && config === null) return
  await db
    .insertInto('configurations')
    .values(configuration)
    .onConflict((conflict) =>
      conflict.column('config_hash').doUpdateSet((of) => ({
        name: of.fn.coalesce('excluded.name', 'configurations.name'),
        config: of.fn.coalesce('excluded.config', 'configurations.config'),
      })),
    )
    .execute()
}

/** What is known of a hash; nothing where nobody said. */
export async function findConfiguration(db: Db, configHash: string): Promise<Configuration> {
  const row = await db.selectFrom('configurations').selectAll().where('config_hash', '=', configHash).executeTakeFirst()
  return { config_hash: configHash, name: row?.name ?? null, config: parseJson(row?.config ?? null) }
}

/** The configuration itself. @throws RushesError NOT_FOUND where only its hash is known. */
export async function requireConfig(db: Db, configHash: string): Promise<NonNullable<Configuration['config']>> {
  const { config } = await findConfiguration(db, configHash)
  if (config === null) throw new RushesError('NOT_FOUND', `Nobody said what the configuration ${configHash} is.`)
  return config
}
