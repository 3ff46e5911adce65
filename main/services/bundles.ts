import { bundles as calls } from '../../shared/contract/bundles.ts'
import { measure, startExport } from './bundles/export-bundle.ts'
import { previewImport, startImport } from './bundles/import-bundle.ts'
import { implementCalls } from './calls/implement.ts'

const os = implementCalls({ bundles: calls })

export const bundles = {
  measure: os.bundles.measure.handler(({ input, context: { core }, signal }) => measure(core, input, signal)),
  export: os.bundles.export.handler(({ input: { path, ...selection }, context: { core } }) =>
    startExport(core, path, selection),
  ),
  preview: os.bundles.preview.handler(({ input, context: { core }, signal }) =>
    previewImport(core, input.path, signal),
  ),
  import: os.bundles.import.handler(({ input, context: { core } }) => startImport(core, input)),
}
