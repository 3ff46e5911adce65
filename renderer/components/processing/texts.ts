/** On-screen texts, ready for translation. */
export const texts = {
  fileMissing: 'file missing',
  noFileFound: 'no file found',
  notChecked: 'not checked',
  segment: 'Segment',
  stitched: 'Stitched',
  converted: 'Converted',
  sound: 'Sound',
  proxy: 'Proxy',
} as const
