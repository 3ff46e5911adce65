import manifest from '../package.json' with { type: 'json' }

/** The version of Rushes, from its manifest. */
export const version: string = manifest.version
