import type { Configuration } from '../../shared/contract/configurations.ts'
import { RushesError } from '../../shared/errors.ts'
import type { Db, WritableDb } from './connection/connection.ts'
import { parseJson } from './connection/json-column.ts'
import type { Tables } from './tables.ts'

/** Upserts the name and the configuration of a hash; nulls keep the values that are there. */
export async function upsertConfiguration(db: WritableDb, configuration: Tables['configurations']): Promise<void> {
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

/** Returns the name and the configuration of a hash, each null if unknown. */
export async function findConfiguration(db: Db, configHash: string): Promise<Configuration> {
  const row = await db.selectFrom('configurations').selectAll().where('config_hash', '=', configHash).executeTakeFirst()
  return { config_hash: configHash, name: row?.name ?? null, config: parseJson(row?.config ?? null) }
}

/** Returns the configuration of a hash. @throws RushesError NOT_FOUND if only the hash is known. */
export async function requireConfig(db: Db, configHash: string): Promise<NonNullable<Configuration['config']>> {
  const { config } = await findConfiguration(db, configHash)
  if (config === null)
    throw new RushesError('NOT_FOUND', `The configuration ${configHash} is unknown: only its hash was saved.`)
  return config
}
