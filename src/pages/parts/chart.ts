/** Columns and bars drawn on the server, with the same numbers as a table beside them. No script, no inline style: the stylesheet colours them. */
import { html, raw, type Html, type View } from '#pages/view.ts'

export type Bars = { readonly caption: string; readonly unit: string; readonly rows: readonly { readonly label: string; readonly value: number }[]; /** Names too long to stand under a column: bars that run to the right. */ readonly horizontal?: boolean }

/** Drawn twice, for a phone and for a screen, so that letters keep their size; the stylesheet shows one. */
const widths = { narrow: 320, wide: 680 } as const
const letters = 13, columnsHeight = 240, barHeight = 28
/** Colours the drawing library is given, and the class that takes each one's place. */
const inks = { '#000001': 'c-ink', '#000002': 'c-rule', '#000003': 'c-bar' } as const
const [ink, rule, bar] = Object.keys(inks) as [string, string, string]

let drawer: Promise<typeof import('echarts/core')> | undefined
/** Loaded with the first chart: a start, and a page without one, do not wait for it. */
const load = (): Promise<typeof import('echarts/core')> => drawer ??= (async () => {
  const [core, { BarChart }, { GridComponent }, { SVGRenderer }] = await Promise.all([import('echarts/core'), import('echarts/charts'), import('echarts/components'), import('echarts/renderers')])
  core.use([BarChart, GridComponent, SVGRenderer])
  return core
})()

/** A figure with a drawing and a table of the same numbers; an empty one says so. */
export async function columns(v: View, b: Bars): Promise<Html> {
  const drawn = b.rows.some(r => r.value !== 0) ? [await draw(b, 'narrow'), await draw(b, 'wide')] : []
  return html`<figure class="chart"><figcaption>${b.caption} <small>${v.t(`单位：${b.unit}`, `in ${b.unit}`)}</small></figcaption>
${drawn.length ? html`<div class="chart-in"><div class="chart-box" role="img" aria-label="${v.t(`${b.caption}，数字见旁边的表`, `${b.caption}; the table beside it has the numbers`)}">${raw(drawn.join(''))}</div>${table(v, b)}</div>`
    : html`<p class="chart-none">${b.rows.length ? v.t('这段时间都是0。', 'All of it is 0.') : v.t('这段时间还没有数。', 'Nothing to count yet.')}</p>`}</figure>`
}

const table = (v: View, b: Bars): Html => html`<table class="table chart-table"><caption class="visually-hidden">${b.caption}</caption><thead><tr><th scope="col">${v.t('项', 'Item')}</th><th scope="col" class="num">${b.unit}</th></tr></thead><tbody>${b.rows.map(r => html`<tr><th scope="row">${r.label}</th><td class="num">${String(r.value)}</td></tr>`)}</tbody></table>`

/** The same numbers give the same drawing: the last ones are kept, since a page of charts takes longer to draw than to read. */
const kept = new Map<string, Promise<string>>(), mostKept = 200
function draw(b: Bars, size: keyof typeof widths): Promise<string> {
  const name = JSON.stringify([size, b.horizontal === true, b.rows.map(r => [r.label, r.value])])
  const drawn = kept.get(name) ?? drawNow(b, size)
  kept.delete(name)
  kept.set(name, drawn)
  if (kept.size > mostKept) kept.delete(kept.keys().next().value!)
  return drawn
}

async function drawNow(b: Bars, size: keyof typeof widths): Promise<string> {
  const core = await load()
  const width = widths[size], height = b.horizontal ? b.rows.length * barHeight + 8 : columnsHeight
  const names = { type: 'category' as const, data: b.rows.map(r => r.label), axisTick: { show: false }, axisLine: { lineStyle: { color: rule } }, axisLabel: { color: ink, fontSize: letters, interval: 0, hideOverlap: false, ...(b.horizontal ? { width: size === 'narrow' ? 110 : 200, overflow: 'truncate' as const } : {}) }, ...(b.horizontal ? { inverse: true } : {}) }
  const numbers = { type: 'value' as const, min: 0, minInterval: 1, axisLabel: { show: false }, splitLine: { show: !b.horizontal, lineStyle: { color: rule } } }
  const chart = core.init(null, null, { renderer: 'svg', ssr: true, width, height })
  chart.setOption({
    animation: false, grid: { left: 2, right: b.horizontal ? 44 : 2, top: b.horizontal ? 2 : 22, bottom: 2, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: b.horizontal ? numbers : names, yAxis: b.horizontal ? names : numbers,
    series: [{ type: 'bar', data: b.rows.map(r => r.value), itemStyle: { color: bar }, barMaxWidth: 36, barCategoryGap: '30%', silent: true, label: { show: true, position: b.horizontal ? 'right' : 'top', color: ink, fontSize: letters, textBorderWidth: 0 } }],
  })
  const svg = chart.renderToSVGString()
  chart.dispose()
  return plain(svg, size)
}

/** What the policy on styles forbids goes, colours become classes, and the drawing takes the width of its box. */
function plain(svg: string, size: keyof typeof widths): string {
  const classed = svg.replace(/<style[\s\S]*?<\/style>/g, '').replace(/ (?:style|class|ecmeta_\w+|xmlns:xlink|version|baseProfile|pointer-events)="[^"]*"/g, '').replace(/\s*\n\s*/g, '')
  const coloured = classed.replace(/ (fill|stroke)="(#00000\d)"/g, (_, kind: string, colour: keyof typeof inks) => ` class="${inks[colour]}${kind === 'stroke' ? '-line' : ''}"`)
  return coloured.replace(/^<svg width="\d+" height="\d+"/, `<svg class="chart-${size}" aria-hidden="true" focusable="false"`)
}
