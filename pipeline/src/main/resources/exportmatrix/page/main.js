/** The page: an address, the release that stands, and what is shown of it. */

import { aboutOf } from "./about.js";
import { go, hrefOf, read, settle } from "./address.js";
import { moversOf, rankingOf } from "./breakdown.js";
import { chooser, option, showChoices, showMasthead } from "./choices.js";
import { announce, element, fill } from "./elements.js";
import { headlineOf, provisionalOf, titleOf } from "./headline.js";
import { mapOf } from "./map.js";
import { focusCell, matrixOf, showCell } from "./matrix.js";
import { Numbers } from "./numbers.js";
import { periodName } from "./periods.js";
import { open } from "./release.js";
import { comparable, forgetChart, painted, seriesOf } from "./series.js";
import { fellBack, languageOf, stateOf, territoryOf } from "./state.js";
import { wordsOf } from "./words.js";

const content = document.getElementById("content");

/** Where the reader is put once the view stands. */
const FOCUS = { stay: () => {}, heading: () => document.getElementById("title")?.focus() };

let release;
let shown = null;
let current = null;
let turn = 0;

/** What views ask of the page. */
class View {
  constructor(words, document, state) {
    this.words = words;
    this.numbers = new Numbers(words);
    this.release = release;
    this.document = document;
    this.state = state;
    this.opened = new Set((state.open ?? "").split(".").filter(Boolean));
    this.flow = document.flows.find((one) => one.flow === state.flow);
    this.figures = this.flow?.series.find((one) => one.span === state.span)?.figures ?? [];
    this.table = this.flow?.tables.find((one) => one.span === state.span && one.period === state.period) ?? null;
  }

  hrefOf(changes) {
    return hrefOf({ ...this.state, cell: null, ...changes });
  }

  choose(changes) {
    const next = { ...this.state, cell: null, ...changes };
    if (!release.periods(next.span).includes(next.period)) {
      next.period = null; // the newest one
    }
    go(next);
    show(FOCUS.stay);
  }

  /** A table's title, and of what and when it is. */
  captionOf(title, flow = this.state.flow) {
    const { territory } = this.document;
    return `${title}. ${this.words.label(territory)}, ${this.words.say(`flow.${flow}`).toLocaleLowerCase(this.words.locale)}, ${periodName(this.words, this.state.span, this.state.period)}`;
  }

  fileName(table) {
    const { territory, flow, span, period } = this.state;
    return [this.release.catalog.collection, territory, flow, span, period, table].join("_");
  }

  /** Notes in the address that something is opened. */
  remember(id, opened) {
    if (opened === this.opened.has(id)) {
      return;
    }
    opened ? this.opened.add(id) : this.opened.delete(id);
    this.state.open = [...this.opened].join(".") || null;
    settle(this.state);
    shown = hrefOf(this.state);
  }

  toggle(id) {
    this.remember(id, !this.opened.has(id));
    show(() => document.querySelector(`#${CSS.escape(id)} .table-actions button`)?.focus(), "again");
  }

  openCell(key) {
    go({ ...this.state, cell: key });
    show(focusCell);
  }

  closeCell(key) {
    go({ ...this.state, cell: null });
    show(() => document.querySelector(`.heat button[data-cell="${CSS.escape(key)}"]`)?.focus());
  }
}

/** Shows what the address says. */
async function render(focus, again = null) {
  const wanted = read();
  if (!again && shown !== null && hrefOf(wanted) === shown) {
    return;
  }
  const mine = ++turn;
  content.setAttribute("aria-busy", "true");
  const language = languageOf(wanted.lang);
  const territory = territoryOf(release, wanted.territory);
  const [words, document_] = await Promise.all([wordsOf(language), release.document(territory.json)]);
  if (mine !== turn) {
    return;
  }
  const state = stateOf(release, document_, language, wanted);
  settle(state);
  const before = shown;
  shown = hrefOf(state);
  // The figures come first: the matrix, as large as they are, is asked for once they stand.
  const matrix = territory.matrix_json ? painted().then(() => release.document(territory.matrix_json)) : null;
  const cellOnly = !again && before !== null && withoutCell(before) === withoutCell(shown);
  const view = cellOnly ? current : new View(words, document_, state);
  current = view;
  if (cellOnly) {
    view.state.cell = state.cell;
    showMasthead(view);
  } else {
    showAll(view, matrix, mine, fellBack(wanted, state));
    if (before === null) {
      performance.mark("headline");
    } else {
      announce(words.say("changed", { view: titleOf(view) }));
    }
  }
  if (matrix) {
    const cells = await matrix;
    if (mine !== turn) {
      return;
    }
    if (cellOnly) {
      showCell(view, cells);
    }
  }
  await view.drawn;
  if (mine === turn) {
    content.setAttribute("aria-busy", "false");
    if (focus !== FOCUS.heading || before === null || placeOf(before) !== placeOf(shown)) {
      focus();
    }
  }
}

/** What the heading says of an address. */
function placeOf(href) {
  const written = new URLSearchParams(href.slice(1));
  return ["territory", "flow", "span", "period"].map((key) => written.get(key)).join("/");
}

function withoutCell(href) {
  const written = new URLSearchParams(href.slice(1));
  written.delete("cell");
  return written.toString();
}

function showAll(view, matrix, mine, notHere) {
  const { words, state } = view;
  const focused = document.activeElement?.id;
  forgetChart();
  document.documentElement.lang = words.language;
  document.title = `${titleOf(view)} · ${words.label(release.catalog, release.catalog.collection)}`;
  showMasthead(view);
  showChoices(view);
  const figures = view.figures.find((row) => row.period === state.period);
  const parts = partsSection(view);
  const scores = matrixSection(view, matrix, mine);
  fill(
    content,
    notHere ? element("p", { class: "notice", role: "status" }, words.say("not_here")) : null,
    element("section", { class: "overview", "aria-labelledby": "title" },
      element("h2", { id: "title", tabindex: "-1" }, titleOf(view)),
      provisionalOf(view, figures),
      headlineOf(view, figures)),
    view.figures.length === 0 ? null : section("series", words.say("series"), seriesOf(view, comparable(view.figures, state))),
    parts.node,
    breakdownSection(view, "by_market", "markets"),
    breakdownSection(view, "by_sector", "sectors"),
    breakdownSection(view, "by_product", "products"),
    scores.node,
  );
  fill(document.getElementById("colophon"), aboutOf(view));
  view.drawn = Promise.all([parts.drawn, scores.drawn, view.charted]);
  if (focused) {
    document.getElementById(focused)?.focus({ preventScroll: true });
  }
}

function section(id, title, ...nodes) {
  return element("section", { id: `section-${id}`, "aria-labelledby": `heading-${id}` }, element("h2", { id: `heading-${id}` }, title), nodes);
}

/** Why a table is not there: the sources do not have it, or the period is too old for tables. */
function absence(view, kind) {
  const missing = release.catalog.missing_breakdowns.find((one) => one.breakdown === kind);
  if (missing) {
    const key = view.words.has(`missing.${kind}`) ? `missing.${kind}` : `missing.${missing.reason}`;
    return view.words.has(key) ? view.words.say(key) : missing.meaning;
  }
  if (view.table) {
    return view.words.say(view.figures.length > 0 ? "empty" : "empty_cross");
  }
  return view.words.say("older", { periods: view.document.table_periods });
}

function quiet(text) {
  return element("p", { class: "quiet" }, text.charAt(0).toLocaleUpperCase() + text.slice(1) + (text.endsWith(".") ? "" : "."));
}

/** Markets, sectors or products: ranking, groups apart, and what moved the total. */
function breakdownSection(view, kind, title) {
  const rows = view.table?.[kind] ?? [];
  if (rows.length === 0) {
    return section(title, view.words.say(title), quiet(absence(view, kind)));
  }
  const groups = rows.filter((row) => row.level === "group");
  const single = rows.filter((row) => row.level !== "group");
  const movers = view.table.movers?.[kind];
  return section(
    title,
    view.words.say(title),
    single.length === 0 ? null : rankingOf(view, kind, single),
    groups.length === 0 ? null : rankingOf(view, kind, groups, { id: `${kind}-groups`, caption: view.captionOf(view.words.say("groups")) }),
    movers && view.figures.length > 0 ? moversOf(view, kind, movers) : null,
  );
}

/** The territory's provinces or regions, on a map and in order; in all markets or in one. */
function partsSection(view) {
  const { words, state } = view;
  const children = release.catalog.territories.filter((territory) => territory.parent === state.territory);
  if (children.length === 0) {
    return { node: null, drawn: null };
  }
  const level = children.some((child) => child.level === "region") ? "region" : "province";
  const total = view.flow?.tables.some((table) => table.by_territory?.length > 0);
  const markets = children.some((child) => child.json)
    ? release.catalog.markets.filter((market) => market.json && market.code !== "WORLD")
    : [];
  const market = total ? state.market : (state.market ?? markets[0]?.code ?? null);
  const place = element("div", { class: "parts" });
  const node = section(
    "parts",
    words.say(`parts.${level}`),
    element("div", { class: "inline-choices" },
      chooser(view, "measure", ["value", "growth"].map((measure) => option(measure, words.say(`measure.${measure}`), state.measure))),
      markets.length === 0 ? null : chooser(view, "market", [
        total ? option("", words.say("market.all"), market ?? "") : null,
        markets.map((one) => option(one.code, words.label(one), market)),
      ])),
    place,
  );
  return { node, drawn: fillParts(view, place, children, market) };
}

async function fillParts(view, place, children, market) {
  const { words, state } = view;
  const codes = new Set(children.map((child) => child.code));
  let rows = view.table?.by_territory ?? [];
  if (market) {
    const document_ = await release.document(release.markets.get(market).json);
    rows = (document_.flows.find((one) => one.flow === state.flow)?.tables ?? [])
      .find((one) => one.span === state.span && one.period === state.period)
      ?.by_territory.filter((row) => codes.has(row.code)) ?? [];
  }
  if (rows.length === 0) {
    fill(place, quiet(absence(view, "by_territory")));
    return;
  }
  const of = market ? `${words.say("ranking")}: ${words.label(release.markets.get(market))}` : words.say("ranking");
  const map = await mapOf(view, rows);
  fill(
    place,
    map,
    element("div", { class: "parts-ranking" },
      rankingOf(view, "by_territory", rows, {
        market,
        caption: view.captionOf(of),
        name: (row) =>
          release.territories.get(row.code)?.json
            ? element("a", { href: view.hrefOf({ territory: row.code }) }, words.label(row))
            : words.label(row),
      })),
    market || !view.table?.movers ? null : moversOf(view, "by_territory", view.table.movers.by_territory),
  );
}

function matrixSection(view, matrix, mine) {
  const { words } = view;
  if (!matrix) {
    const reason = release.catalog.matrix.missing_reason;
    const why = reason === null ? words.say("empty")
      : `${words.say("matrix_none")}: ${words.has(`missing.${reason}`) ? words.say(`missing.${reason}`) : release.catalog.matrix.missing_meaning}`;
    return { node: section("matrix", words.say("matrix"), quiet(why)), drawn: null };
  }
  const place = element("div", {}, quiet(words.say("loading")));
  const drawn = matrix.then((cells) => {
    if (mine === turn) {
      fill(place, matrixOf(view, cells));
      showCell(view, cells);
    }
  });
  return { node: section("matrix", words.say("matrix"), place), drawn };
}

function failed(error) {
  console.error(error);
  wordsOf(languageOf(read().lang))
    .then((words) => words.say("failed", { what: error.message }))
    .catch(() => `The published data could not be read (${error.message}).`)
    .then((text) => {
      content.setAttribute("aria-busy", "false");
      fill(content, element("p", { class: "notice", role: "alert" }, text));
    });
}

function show(focus, again) {
  render(focus, again).catch(failed);
}

function moved() {
  show(FOCUS.heading);
}

document.getElementById("skip").addEventListener("click", (event) => {
  event.preventDefault(); // the address holds the view
  content.focus();
});
document.getElementById("choices").addEventListener("submit", (event) => event.preventDefault());
addEventListener("popstate", moved);
addEventListener("hashchange", moved);

try {
  release = await open();
  await render(FOCUS.stay);
} catch (error) {
  failed(error);
}
