import { csv, save } from "./csv.js";
import { element } from "./elements.js";

/** Rows that are shown before one asks for all. */
const FEW = 12;

/**
 * A real table with its caption and its download.
 *
 * @param table id: in the address and in the file's name; caption; columns: {key, label, cell, text}
 *     of which the first is the row's heading; rows; line: the columns of a row's line in the
 *     download, with its id; all: whether every row stands here at once
 */
export function tableOf(view, table) {
  const all = table.all || table.rows.length <= FEW + 3 || view.opened.has(table.id);
  const shown = all ? table.rows : table.rows.slice(0, FEW);
  const body = element("tbody", {}, shown.map((row) => line(table, row)));
  return element(
    "div",
    { class: "table-frame", id: table.id },
    element(
      "div",
      { class: "table-scroll", tabindex: "0", role: "group", "aria-label": table.caption },
      element(
        "table",
        { class: table.class ?? null },
        element("caption", {}, table.caption, view.release.catalog.synthetic
          ? element("span", { class: "caption-mark" }, " · " + view.words.say("synthetic_caption"))
          : null),
        element(
          "thead",
          {},
          element("tr", {}, table.columns.map((column) =>
            element("th", { scope: "col", class: column.text ? "text" : null }, column.label))),
        ),
        body,
      ),
    ),
    element(
      "p",
      { class: "table-actions" },
      table.rows.length > shown.length || (all && !table.all && table.rows.length > FEW + 3)
        ? element(
            "button",
            { type: "button", class: "plain", onclick: () => view.toggle(table.id) },
            all ? view.words.say("table_fewer") : view.words.say("table_rows", { rows: table.rows.length }),
          )
        : null,
      downloadOf(view, table),
    ),
  );
}

function line(table, row) {
  return element(
    "tr",
    {},
    table.columns.map((column, place) =>
      place === 0
        ? element("th", { scope: "row" }, column.cell(row))
        : element("td", { class: column.text ? "text" : null }, column.cell(row))),
  );
}

function downloadOf(view, table) {
  return element(
    "button",
    {
      type: "button",
      class: "plain download",
      "aria-label": view.words.say("download_of", { table: table.caption }),
      onclick: () => save(`${view.fileName(table.id)}.csv`, linesOf(view, table)),
    },
    view.words.say("download"),
  );
}

function linesOf(view, table) {
  const lines = table.rows.map((row) =>
    view.release.catalog.synthetic ? { ...table.line(row), synthetic: true } : table.line(row));
  const columns = [...new Set(lines.flatMap((each) => Object.keys(each)))];
  return csv(columns, lines.map((each) => columns.map((column) => each[column])));
}

/** A table that stands closed under its chart. */
export function foldedTable(view, table) {
  const details = element(
    "details",
    { class: "folded", open: view.opened.has(`${table.id}-table`) },
    element("summary", {}, `${view.words.say("table")}: ${table.caption}`),
    tableOf(view, { ...table, all: true }),
  );
  details.addEventListener("toggle", () => view.remember(`${table.id}-table`, details.open));
  return details;
}

/** A row's figures under their own names, after its id and its names. */
export function figuresLine(id, row) {
  const { months_observed, basis, edition, ...rest } = row;
  return { id, ...rest, ...(basis === undefined ? {} : { months_observed, basis, edition }) };
}
