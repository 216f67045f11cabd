import { element } from "./elements.js";
import { figureCell, figureOf } from "./figures.js";
import { periodName, periodSign, sameMonths } from "./periods.js";
import { amountsOf } from "./breakdown.js";
import { figuresLine, foldedTable } from "./table.js";

let library;
let drawn = null;

/** The chart library is large: it is fetched once the figures stand. */
function echarts() {
  library ??= import("./echarts.min.js").then((module) => (module.init ? module : globalThis.echarts));
  return library;
}

addEventListener("resize", () => drawn?.resize());
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => drawn?.paint?.());

/**
 * The periods that one looks at together: of what is counted from the start of a year, those of the
 * same length.
 */
export function comparable(figures, state) {
  const end = (period) => period.slice(4);
  return state.span === "year_to_date" ? figures.filter((row) => end(row.period) === end(state.period)) : figures;
}

/** A territory's total and its growth, period by period. */
export function seriesOf(view, figures) {
  const { words, state, release } = view;
  const same = state.span === "year_to_date" ? sameMonths(words, state.period) : null;
  const caption = words.say("series_of", {
    flow: words.say(`flow.${state.flow}`),
    territory: words.label(view.document.territory),
    span: same ? words.say("series_same", { months: same }) : words.say(`span.${state.span}`).toLocaleLowerCase(words.locale),
  });
  const name = (row) => periodName(words, state.span, row.period);
  const amounts = amountsOf(view, figures);
  const growing = figures.some((row) => "yoy_percent" in row);
  const unsure = figures.filter((row) => figureOf(row, "value_eur", String).statuses.length > 0 || row.value_eur === null);
  const canvas = element("div", {
    class: "chart",
    role: "img",
    "aria-label": `${caption}. ${words.say("series_alt", {
      points: figures.length,
      from: name(figures[0]),
      to: name(figures.at(-1)),
    })}`,
  });
  view.charted = draw(view, canvas, figures, amounts, growing).catch((error) => {
    console.error(error);
    canvas.remove(); // its table says the same
  });
  return [
    element("p", { class: "chart-title" }, caption),
    canvas,
    unsure.length === 0 ? null : element("p", { class: "quiet" }, words.say("series_missing", { periods: unsure.map(name).join("; ") })),
    foldedTable(view, {
      id: "series",
      caption,
      columns: [
        { label: words.say("period"), text: true, cell: name },
        { label: `${words.say("value")}, ${amounts.unit}`, cell: (row) => figureCell(view, row, "value_eur", amounts.format) },
        growing && { label: words.say("growth_short"), cell: (row) => figureCell(view, row, "yoy_percent", (value) => view.numbers.growth(value)) },
      ].filter(Boolean),
      rows: [...figures].reverse(),
      line: (row) =>
        figuresLine(
          [release.catalog.collection, state.flow, state.span, row.period, state.territory, "WORLD", "ALL"].join("/"),
          row,
        ),
    }),
  ];
}

export function forgetChart() {
  drawn?.dispose();
  drawn = null;
}

/** The frame that shows the figures, for which a chart waits. */
export function painted() {
  return new Promise((done) => {
    requestAnimationFrame(() => setTimeout(done));
    setTimeout(done, 200); // a hidden page has no frames
  });
}

async function draw(view, canvas, figures, amounts, growing) {
  const charts = await echarts();
  await painted();
  if (!canvas.isConnected) {
    return;
  }
  forgetChart();
  drawn = charts.init(canvas, null, { renderer: "canvas" });
  drawn.paint = () => drawn.setOption(chart(view, figures, amounts, growing), { notMerge: true });
  drawn.paint();
}

function chart(view, figures, amounts, growing) {
  const { words, numbers, state } = view;
  const ink = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const whole = (row) => (row.value_eur_status ?? "OK") === "OK";
  const signs = figures.map((row) => periodSign(state.span, row.period));
  const text = { color: ink("--ink-soft"), fontSize: 13 };
  const axis = (index, last) => ({
    type: "category",
    gridIndex: index,
    data: signs,
    axisLabel: { ...text, show: last, hideOverlap: true },
    axisTick: { show: false },
    axisLine: { lineStyle: { color: ink("--line-strong") } },
  });
  const scale = (index, title, format) => ({
    type: "value",
    gridIndex: index,
    name: title,
    nameTextStyle: { ...text, align: "left" },
    nameGap: 10,
    axisLabel: { ...text, formatter: format },
    splitNumber: index === 0 ? 4 : 3,
    splitLine: { lineStyle: { color: ink("--line") } },
  });
  const compact = new Intl.NumberFormat(words.locale, { maximumFractionDigits: 1 });
  const millions = amounts.unit === words.say("millions");
  const values = figures.map((row) => ({
    value: row.value_eur,
    itemStyle: {
      color: !whole(row) ? ink("--surface") : row.period === state.period ? ink("--accent-strong") : ink("--bar"),
      borderColor: ink("--bar"),
      borderWidth: whole(row) ? 0 : 1,
      borderType: "dashed",
    },
  }));
  const growths = figures.map((row) => ({
    value: row.yoy_percent === null || row.yoy_percent > 999.9 ? null : row.yoy_percent,
    itemStyle: { color: row.yoy_percent < 0 ? ink("--down") : ink("--up") },
  }));
  return {
    animation: !still,
    animationDuration: 250,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    grid: growing
      ? [{ left: 68, right: 12, top: 28, height: "50%" }, { left: 68, right: 12, top: "72%", bottom: 26 }]
      : [{ left: 68, right: 12, top: 28, bottom: 26 }],
    xAxis: growing ? [axis(0, false), axis(1, true)] : [axis(0, true)],
    yAxis: [
      scale(0, amounts.unit, (value) => compact.format(millions ? value / 1e6 : value)),
      growing && scale(1, words.say("growth_short"), (value) => compact.format(value)),
    ].filter(Boolean),
    // Rich text is drawn on the canvas: no markup is made of labels, and no inline style is needed.
    tooltip: {
      trigger: "axis",
      renderMode: "richText",
      confine: true,
      backgroundColor: ink("--surface"),
      borderColor: ink("--line-strong"),
      textStyle: { color: ink("--ink"), fontSize: 13 },
      axisPointer: { type: "shadow" },
      formatter: (points) => said(view, figures[points[0].dataIndex]),
    },
    axisPointer: { link: [{ xAxisIndex: "all" }] },
    series: [
      { type: "bar", data: values, barMaxWidth: 26, xAxisIndex: 0, yAxisIndex: 0 },
      growing && { type: "bar", data: growths, barMaxWidth: 26, xAxisIndex: 1, yAxisIndex: 1 },
    ].filter(Boolean),
  };

  function said(of, row) {
    const value = figureOf(row, "value_eur", (euros) => numbers.amount(euros));
    const growth = figureOf(row, "yoy_percent", (percent) => numbers.growth(percent));
    const remarks = [...new Set([...value.statuses, ...growth.statuses])].map((status) => words.status(status, of.release)).filter(Boolean);
    return [
      periodName(words, state.span, row.period),
      `${words.say("value")}: ${value.text ?? words.say("missing_short")}`,
      `${words.say("growth")}: ${growth.text ?? words.say("missing_short")}`,
      ...remarks,
    ].join("\n");
  }
}
