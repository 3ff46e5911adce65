/** Formulas of red, green and blue, 0 to 1, over `x` and `y` (0 to 1), time `t` in seconds and take `k`. */
export interface Scene {
  name: string
  red: string
  green: string
  blue: string
}

/** Returns the formula of a round light at (cx, cy): 1 in the centre, fading over `size`. */
function light(cx: string, cy: string, size: number): string {
  return `exp(-(pow(x-(${cx}),2)+pow((y-(${cy}))*0.7,2))/${size})`
}

/** Returns the formula of what lies below the height `edge`: 1 there, with a soft border, else 0. */
function below(edge: string): string {
  return `clip(25*(y-(${edge})),0,1)`
}

export const scenes: readonly Scene[] = [
  {
    name: 'Ferry leaves at dusk',
    red: `0.1+0.8*${light('0.3+0.1*k+0.03*t', '0.55', 0.06)}+0.25*y`,
    green: `0.07+0.5*${light('0.3+0.1*k+0.03*t', '0.55', 0.04)}+0.1*y`,
    blue: `0.16+0.2*(1-y)+0.2*${light('0.5', '0.5', 0.2)}`,
  },
  {
    name: 'Lanterns on the water',
    red: `0.05+0.9*${light('0.5+0.2*sin(t+k)', '0.4', 0.02)}+0.5*${light('0.25', '0.7', 0.01)}`,
    green: `0.06+0.5*${light('0.5+0.2*sin(t+k)', '0.4', 0.02)}+0.3*${light('0.25', '0.7', 0.01)}`,
    blue: `0.12+0.12*sin(y*30+t*2)*${below('0.5')}+0.1*k*0.2`,
  },
  {
    name: 'Snow over the pass',
    red: `0.55+0.35*(1-y)-0.3*${below('0.62+0.08*sin(x*7+k)')}`,
    green: `0.62+0.3*(1-y)-0.28*${below('0.62+0.08*sin(x*7+k)')}`,
    blue: `0.7+0.25*(1-y)-0.25*${below('0.62+0.08*sin(x*7+k)')}+0.02*sin(t*3)`,
  },
  {
    name: 'Neon alley, rain',
    red: `0.07+0.95*${light('0.5+0.1*sin(k+t)', '0.95', 0.05)}`,
    green: `0.05+0.15*${light('0.5', '0.9', 0.08)}`,
    blue: `0.14+0.55*${light('0.5-0.1*sin(k+t)', '0.95', 0.08)}+0.05*sin(x*80+t*9)*lt(y,0.7)`,
  },
  {
    name: 'Reef, slow push in',
    red: `0.03+0.2*${light('0.3', '0.7', 0.02)}`,
    green: `0.18+0.6*${light('0.7-0.05*t', '0.3+0.05*k', 0.06)}`,
    blue: `0.25+0.45*${light('0.65-0.05*t', '0.3+0.05*k', 0.09)}+0.1*(1-y)`,
  },
  {
    name: 'Kitchen, morning light',
    red: `0.35+0.55*${light('0.6', '0.35+0.05*k', 0.08)}-0.15*y`,
    green: `0.17+0.55*${light('0.6', '0.35+0.05*k', 0.07)}-0.08*y`,
    blue: `0.12+0.45*${light('0.6', '0.35+0.05*k', 0.05)}+0.02*sin(t*2)`,
  },
  {
    name: 'Portrait by the window',
    red: `0.18+0.75*${light('0.5+0.03*sin(t)', '0.45', 0.03)}`,
    green: `0.22+0.6*${light('0.5+0.03*sin(t)', '0.45', 0.03)}-0.02*k`,
    blue: `0.19+0.5*${light('0.5+0.03*sin(t)', '0.45', 0.03)}+0.02*k`,
  },
  {
    name: 'Glass tower, drone up',
    red: `0.13+0.08*gt(sin((x+0.3*y)*60+t*2),0)+0.1*(1-y)`,
    green: `0.18+0.1*gt(sin((x+0.3*y)*60+t*2),0)+0.12*(1-y)`,
    blue: `0.24+0.13*gt(sin((x+0.3*y)*60+t*2),0)+0.03*k+0.2*(1-y)`,
  },
  {
    name: 'Dunes, wind',
    red: `0.8-0.35*${below('0.5+0.1*sin(x*5+k+t*0.2)')}-0.15*${below('0.7+0.06*sin(x*9-k)')}`,
    green: `0.6-0.28*${below('0.5+0.1*sin(x*5+k+t*0.2)')}-0.12*${below('0.7+0.06*sin(x*9-k)')}`,
    blue: `0.55-0.4*${below('0.5+0.1*sin(x*5+k+t*0.2)')}`,
  },
  {
    name: 'Ink in water',
    red: `0.85-0.6*${light('0.5+0.1*sin(t*0.7+y*6)', '0.3+0.08*t', 0.05)}`,
    green: `0.84-0.7*${light('0.5+0.1*sin(t*0.7+y*6)', '0.3+0.08*t', 0.05)}`,
    blue: `0.82-0.35*${light('0.5+0.1*sin(t*0.7+y*6)', '0.3+0.08*t', 0.05)}-0.03*k`,
  },
]

interface Shot {
  width: number
  height: number
  /** A rational in ffmpeg's syntax. */
  frameRate: string
  durationSeconds: number
  take: number
}

/** Formulas are evaluated for one of so many frames; those between are blended. */
const framesPerFormula = 4

/**
 * Returns the scene as a source for ffmpeg's `lavfi` input. Formulas are slow, so few small pictures are made of them,
 * blended over time and scaled up smoothly.
 */
export function sceneSource(scene: Scene, { width, height, frameRate, durationSeconds, take }: Shot): string {
  const scale = 72 / Math.max(width, height)
  const [smallWidth, smallHeight] = [Math.round(width * scale), Math.round(height * scale)]
  const [frames = '', seconds = '1'] = frameRate.split('/')
  const plane = (formula: string) =>
    `'255*clip(${formula
      .replaceAll(/\bx\b/g, `(X/${smallWidth})`)
      .replaceAll(/\by\b/g, `(Y/${smallHeight})`)
      .replaceAll(/\bt\b/g, 'T')
      .replaceAll(/\bk\b/g, String(take))},0,1)'`
  return [
    // A second more than needed, because blending ends with the last formula.
    `nullsrc=s=${smallWidth}x${smallHeight}:r=${frames}/${Number(seconds) * framesPerFormula}:d=${durationSeconds + 1}`,
    'format=gbrp',
    `geq=r=${plane(scene.red)}:g=${plane(scene.green)}:b=${plane(scene.blue)}`,
    'format=yuv444p',
    `framerate=fps=${frameRate}`,
    `trim=end=${durationSeconds}`,
    `scale=${width}:${height}:flags=bicubic,setsar=1`,
  ].join(',')
}
