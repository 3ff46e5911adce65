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
  andMore: (count: string) => `and ${count} more`,
  toS: (from: string, to: string) => `${from} to ${to} s`,
  lines: (count: string) => `${count} lines`,
  andMoreAfter: (count: number) => ` and ${count} more`,
  to: (actionName: string, inputs: string, others: string, resultName: string) =>
    `${actionName}, ${inputs}${others} to ${resultName}`,
} as const
