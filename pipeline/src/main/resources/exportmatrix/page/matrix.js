import { signedBar } from "./bars.js";
import { amountsOf } from "./breakdown.js";
import { announce, element } from "./elements.js";
import { figureCell } from "./figures.js";
import { periodName } from "./periods.js";
import { figuresLine, foldedTable, tableOf } from "./table.js";

const SHADES = 7;

const SIGNS = { consolidated: "■", rising: "▲", to_defend: "▼", to_explore: "○" };

/** The matrix of a span and a period in a document; null: there is none. */
export function matrixAt(document, state) {
  return document.matrices.find((one) => one.span === state.span && one.period === state.period) ?? null;
}

/** Sectors by markets, each cell its score, and what is said of the cell that is opened. */
export function matrixOf(view, document) {
  const { words, state, release } = view;
  const matrix = matrixAt(document, state);
  const note = state.flow === "export" ? null : element("p", { class: "quiet" }, words.say("matrix_exports"));
  if (!matrix) {
    return [note, elsewhere(view, document)];
  }
  const ranked = matrix.cells.filter((cell) => cell.rank !== null);
  const grid = gridOf(view, matrix, ranked);
  return [
    element("p", {}, words.say("matrix_intro")),
    note,
    ranked.length === 0 ? element("p", { class: "notice" }, words.say("matrix_unranked")) : null,
    element(
      "div",
      { class: "matrix" },
      element("div", { class: "matrix-grid" }, grid, legend(view)),
      element("div", { class: "matrix-cell", id: "cell" }),
    ),
    ranked.length === 0 ? null : cellTable(view, matrix, ranked),
    groupsTable(view, matrix),
    release.catalog.matrix.components.length === 0 ? null : weights(view),
  ];
}

function elsewhere(view, document) {
  const newest = new Map(document.matrices.map((one) => [one.span, one]));
  return element(
    "p",
    { class: "quiet" },
    view.words.say("matrix_elsewhere"),
    " ",
    [...newest.values()].map((one, place) => [
      place > 0 ? ", " : "",
      element(
        "a",
        { href: view.hrefOf({ span: one.span, period: one.period }) },
        `${view.words.say(`span.${one.span}`)}, ${periodName(view.words, one.span, one.period)}`,
      ),
    ]),
  );
}

function keyOf(cell) {
  return `${cell.product}/${cell.market}`;
}

function nameOf(view, cell, dimension) {
  return cell[`${dimension}_label_${view.words.language}`] || cell[`${dimension}_label_en`] || cell[dimension];
}

function gridOf(view, matrix, ranked) {
  const { words, numbers } = view;
  const cells = new Map(matrix.cells.map((cell) => [keyOf(cell), cell]));
  const order = (dimension) => {
    const best = new Map();
    for (const cell of matrix.cells) {
      const rank = cell.rank ?? Infinity;
      if (!best.has(cell[dimension]) || rank < best.get(cell[dimension]).rank) {
        best.set(cell[dimension], { code: cell[dimension], name: nameOf(view, cell, dimension), rank });
      }
    }
    return [...best.values()].sort((a, b) => a.rank - b.rank || (a.code < b.code ? -1 : 1));
  };
  const sectors = order("product");
  const markets = order("market");
  const scores = ranked.map((cell) => cell.score);
  const [least, most] = [Math.min(...scores), Math.max(...scores)];
  const shade = (score) => (most > least ? Math.min(SHADES - 1, Math.floor(((score - least) / (most - least)) * SHADES)) : SHADES - 1);
  const opened = cells.get(view.state.cell);
  const first = opened ?? ranked.find((cell) => cell.rank === 1) ?? matrix.cells[0];
  const button = (cell) => {
    const names = { market: nameOf(view, cell, "market"), sector: nameOf(view, cell, "product") };
    const score = cell.rank === null ? null : numbers.plain(cell.score, 0);
    return element(
      "button",
      {
        type: "button",
        class: score === null ? "score outside" : `score shade-m${shade(cell.score)}`,
        "data-cell": keyOf(cell),
        tabindex: cell === first ? "0" : "-1",
        "aria-controls": "cell",
        "aria-expanded": String(cell === opened),
        "aria-label": score === null
          ? words.say("cell_unranked", names)
          : words.say("cell_name", { ...names, score, rank: cell.rank, quadrant: words.say(`quadrant.${cell.quadrant}`) }),
        onclick: () => view.openCell(keyOf(cell)),
      },
      element("span", { class: "score-number" }, score ?? "·"),
      score === null ? null : element("span", { class: "score-sign" }, SIGNS[cell.quadrant] ?? ""),
    );
  };
  return element(
    "div",
    { class: "table-scroll" },
    element(
      "table",
      { class: "heat", onkeydown: move },
      element("caption", {}, view.captionOf(words.say("matrix"), "export"), view.release.catalog.synthetic
        ? element("span", { class: "caption-mark" }, " · " + words.say("synthetic_caption"))
        : null, element("span", { class: "hint" }, " " + words.say("matrix_keys"))),
      element("thead", {}, element("tr", {},
        element("th", { scope: "col", class: "corner" }, words.say("market")),
        sectors.map((sector) => element("th", { scope: "col" }, element("span", {}, sector.name))))),
      element("tbody", {}, markets.map((market) =>
        element("tr", {},
          element("th", { scope: "row" }, market.name),
          sectors.map((sector) => {
            const cell = cells.get(`${sector.code}/${market.code}`);
            return element("td", {}, cell
              ? button(cell)
              : element("span", { class: "absent" }, element("span", { class: "visually-hidden" }, words.say("matrix_absent"))));
          })))),
    ),
  );
}

/** Arrow keys move to the next cell in a row or a column, Home and End to a row's ends. */
function move(event) {
  const here = event.target.closest("td");
  const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0], Home: [0, -Infinity], End: [0, Infinity] }[event.key];
  if (!here || !step) {
    return;
  }
  event.preventDefault();
  const rows = [...event.currentTarget.tBodies[0].rows].map((row) => [...row.cells].slice(1).map((cell) => cell.querySelector("button")));
  const row = rows.findIndex((each) => each.includes(event.target.closest("button")));
  const column = rows[row].indexOf(event.target.closest("button"));
  const next = Number.isFinite(step[1])
    ? along(rows, row, column, step)
    : rows[row].filter(Boolean).at(step[1] < 0 ? 0 : -1);
  if (next) {
    event.currentTarget.querySelectorAll("button[tabindex='0']").forEach((button) => button.setAttribute("tabindex", "-1"));
    next.setAttribute("tabindex", "0");
    next.focus();
  }
}

function along(rows, row, column, [down, right]) {
  for (let r = row + down, c = column + right; rows[r] !== undefined && c >= 0 && c < rows[r].length; r += down, c += right) {
    if (rows[r][c]) {
      return rows[r][c];
    }
  }
  return null;
}

function legend(view) {
  const { words } = view;
  return element(
    "div",
    { class: "matrix-legend" },
    element(
      "p",
      { class: "legend-scale" },
      `${words.say("matrix_legend")}: ${words.say("matrix_low")} `,
      Array.from({ length: SHADES }, (_, shade) => element("span", { class: `swatch shade-m${shade}`, "aria-hidden": "true" })),
      ` ${words.say("matrix_high")}`,
    ),
    element(
      "ul",
      { class: "legend" },
      Object.entries(SIGNS).map(([quadrant, sign]) =>
        element("li", { title: words.say(`quadrant_meaning.${quadrant}`) },
          element("span", { class: "sign", "aria-hidden": "true" }, sign), " ",
          element("strong", {}, words.say(`quadrant.${quadrant}`)), ": ", words.say(`quadrant_meaning.${quadrant}`))),
      element("li", {}, element("span", { class: "sign", "aria-hidden": "true" }, "·"), " ", words.say("matrix_outside")),
      element("li", {}, element("span", { class: "swatch none", "aria-hidden": "true" }), words.say("matrix_absent")),
    ),
  );
}

/** Shows, or hides, what is said of the cell in the address. */
export function showCell(view, document) {
  const { words, state } = view;
  const place = window.document.getElementById("cell");
  if (!place) {
    return;
  }
  const matrix = matrixAt(document, state);
  const cell = matrix?.cells.find((each) => keyOf(each) === state.cell);
  for (const button of window.document.querySelectorAll(".heat button")) {
    const opened = button.dataset.cell === state.cell;
    button.setAttribute("aria-expanded", String(opened));
    button.classList.toggle("opened", opened);
  }
  if (!cell) {
    place.replaceChildren();
    return;
  }
  const title = words.say("cell_title", { sector: nameOf(view, cell, "product"), market: nameOf(view, cell, "market") });
  place.replaceChildren(cellPanel(view, matrix, cell, title));
  announce(title);
}

/** Puts the reader before what is said of the opened cell. */
export function focusCell() {
  window.document.getElementById("cell-title")?.focus();
}

function cellPanel(view, matrix, cell, title) {
  const { words, numbers, release, state } = view;
  const close = () => view.closeCell(keyOf(cell));
  const fact = (label, ...content) => element("div", { class: "fact" }, element("dt", {}, label), element("dd", {}, content));
  const components = release.catalog.matrix.components;
  const missing = cell.missing_components.split(" ").filter(Boolean)
    .map((code) => words.label(components.find((component) => component.code === code), code));
  return element(
    "section",
    {
      class: "panel",
      "aria-labelledby": "cell-title",
      onkeydown: (event) => event.key === "Escape" && close(),
    },
    element(
      "div",
      { class: "panel-head" },
      element("h3", { id: "cell-title", tabindex: "-1" }, title),
      element("button", { type: "button", class: "plain", onclick: close }, words.say("cell_close")),
    ),
    element("p", { class: "quiet" }, words.say("cell_of", {
      territory: words.label(view.document.territory),
      period: periodName(words, state.span, state.period),
    })),
    element(
      "dl",
      { class: "facts" },
      cell.rank === null
        ? fact(words.say("rank"), words.say("matrix_outside"))
        : [
            fact(words.say("score"), element("strong", {}, numbers.plain(cell.score, 1))),
            fact(words.say("rank"), element("strong", {}, words.say("rank_of", { rank: cell.rank, ranked: matrix.ranked_cells }))),
            fact(words.say("interval"), words.say("interval_is", { low: cell.rank_low, high: cell.rank_high }),
              element("span", { class: "note" }, words.say("interval_meaning"))),
            fact(words.say("quadrant"), `${SIGNS[cell.quadrant] ?? ""} ${words.say(`quadrant.${cell.quadrant}`)}`,
              element("span", { class: "note" }, words.say(`quadrant_meaning.${cell.quadrant}`))),
          ],
      fact(words.say("value"), figureCell(view, { value_eur: cell.value_eur, value_eur_status: cell.value_eur === null ? "INCOMPLETE" : "OK" }, "value_eur", (value) => numbers.amount(value))),
      fact(words.say("growth"), figureCell(view, cell, "yoy_percent", (value) => numbers.growth(value))),
      cell.share_of_territory_percent === null ? null : fact(words.say("territory_share"), numbers.percent(cell.share_of_territory_percent, 2)),
      cell.location_quotient === null ? null : fact(words.say("lq"), numbers.plain(cell.location_quotient, 2)),
      fact(words.say("programmes"), cell.programmes
        ? element("ul", {}, cell.programmes.split(" | ").map((programme) => element("li", {}, programme)))
        : words.say("programmes_none")),
      missing.length === 0 ? null : fact(words.say("missing_components"), missing.join(", ")),
    ),
    cell.rank === null ? null : reasons(view, cell, components),
  );
}

/** The parts of the score above or below the mean of the cells, largest first. */
function reasons(view, cell, components) {
  const { words, numbers } = view;
  const rows = components
    .map((component) => ({ component, points: cell[`points_${component.code}`], value: cell[component.column] }))
    .filter((row) => row.points !== undefined && row.component.weight > 0)
    .sort((a, b) => Math.abs(b.points) - Math.abs(a.points));
  const most = Math.max(...rows.map((row) => Math.abs(row.points)));
  return [
    element("h4", {}, words.say("reasons")),
    tableOf(view, {
      id: "reasons",
      class: "reasons",
      all: true,
      caption: words.say("reasons_caption"),
      columns: [
        { label: words.say("component"), text: true, cell: (row) => words.label(row.component) },
        { label: words.say("value"), cell: (row) => valueOf(view, row) },
        { label: words.say("points"), cell: (row) => [signedBar(row.points, most), element("span", { class: "number" }, numbers.points(row.points, 1))] },
      ],
      rows,
      line: (row) => ({
        id: cellId(view, cell),
        component: row.component.code,
        label_it: row.component.label_it,
        label_en: row.component.label_en,
        weight: row.component.weight,
        [row.component.column]: row.value,
        points: row.points,
      }),
    }),
  ];
}

function valueOf(view, { component, value }) {
  const { numbers, words } = view;
  if (value === null || value === undefined) {
    return element("span", { class: "missing" }, words.say("missing_short"));
  }
  switch (component.unit) {
    case "EUR":
      return numbers.amount(value);
    case "%":
      return component.code.endsWith("share") ? numbers.percent(value) : numbers.growth(value);
    case "pp":
      return component.code === "volatility" ? numbers.plain(value, 2) : numbers.points(value);
    default:
      return numbers.plain(value, 2);
  }
}

function cellId(view, cell) {
  const { span, period, territory } = view.state;
  return [view.release.catalog.collection, "export", span, period, territory, cell.market, cell.product].join("/");
}

function cellTable(view, matrix, ranked) {
  const { words, numbers } = view;
  const rows = [...ranked].sort((a, b) => a.rank - b.rank);
  const amounts = amountsOf(view, rows);
  return foldedTable(view, {
    id: "cells",
    caption: view.captionOf(words.say("matrix_cells"), "export"),
    columns: [
      {
        label: words.say("sector"),
        text: true,
        cell: (row) => words.say("cell", { market: nameOf(view, row, "market"), sector: nameOf(view, row, "product") }),
      },
      { label: words.say("place"), cell: (row) => numbers.whole(row.rank) },
      { label: words.say("interval"), cell: (row) => `${row.rank_low}\u2013${row.rank_high}` },
      { label: words.say("score"), cell: (row) => numbers.plain(row.score, 1) },
      { label: `${words.say("value")}, ${amounts.unit}`, cell: (row) => amounts.format(row.value_eur) },
      { label: words.say("growth_short"), cell: (row) => figureCell(view, row, "yoy_percent", (value) => numbers.growth(value)) },
      { label: words.say("lq"), cell: (row) => (row.location_quotient === null ? words.say("missing_short") : numbers.plain(row.location_quotient, 2)) },
      { label: words.say("quadrant"), text: true, cell: (row) => words.say(`quadrant.${row.quadrant}`) },
      { label: words.say("programmes"), text: true, cell: (row) => row.programme_years },
    ],
    rows,
    line: (row) => figuresLine(cellId(view, row), row),
  });
}

function groupsTable(view, matrix) {
  const { words, numbers } = view;
  if (matrix.groups.length === 0) {
    return null;
  }
  const amounts = amountsOf(view, matrix.groups);
  return foldedTable(view, {
    id: "matrix-groups",
    caption: view.captionOf(words.say("groups"), "export"),
    columns: [
      {
        label: words.say("sector"),
        text: true,
        cell: (row) => words.say("cell", { market: nameOf(view, row, "market"), sector: nameOf(view, row, "product") }),
      },
      {
        label: `${words.say("value")}, ${amounts.unit}`,
        cell: (row) => (row.value_eur === null ? words.say("missing_short") : amounts.format(row.value_eur)),
      },
      { label: words.say("growth_short"), cell: (row) => figureCell(view, row, "yoy_percent", (value) => numbers.growth(value)) },
      {
        label: words.say("lq"),
        cell: (row) => (row.location_quotient == null ? words.say("missing_short") : numbers.plain(row.location_quotient, 2)),
      },
    ],
    rows: matrix.groups,
    line: (row) => figuresLine(cellId(view, row), row),
  });
}

function weights(view) {
  const { words, numbers, release } = view;
  const components = release.catalog.matrix.components.filter((component) => component.weight > 0);
  const total = components.reduce((sum, component) => sum + component.weight, 0);
  return element("p", { class: "quiet" },
    `${words.say("score")}: `,
    components.map((component) => `${words.label(component)} ${numbers.percent((100 * component.weight) / total, 0)}`).join("; "),
    ".");
}
