import { element } from "./elements.js";
import { NOTHING, UNKNOWN } from "./numbers.js";

/** Statuses that say nothing beside a number. */
const SILENT = new Set(["OK", "SAME_COVERAGE", "NO_PROGRAMME"]);

/** Statuses of a figure that is not whole, for which ISTAT prints dots. */
const NOT_WHOLE = new Set(["INCOMPLETE", "CONFIDENTIAL", "PARTIAL"]);

/**
 * What is shown of a figure: its text, and every status that a reader has to know of. A figure that
 * is missing has a sign and a reason, and is never a zero or a blank.
 *
 * @param row holds the figure and its status under the names of the cube's columns
 * @param format number to text
 */
export function figureOf(row, column, format) {
  const value = row[column];
  const status = row[`${column}_status`] ?? "OK";
  if (value === null || value === undefined) {
    const text = status === "NO_TRADE" ? NOTHING : NOT_WHOLE.has(status) ? UNKNOWN : null;
    return { known: false, text, statuses: [status] };
  }
  const flags = column === "yoy_percent" && row.yoy_flags ? row.yoy_flags.split(" ") : [];
  const statuses = [...new Set([status, ...flags])].filter((one) => !SILENT.has(one));
  return { known: true, text: format(value), statuses };
}

/** The same as elements: the number, and its marks in words. */
export function figureCell(view, row, column, format) {
  const figure = figureOf(row, column, format);
  return element(
    "span",
    { class: figure.known ? "figure" : "figure missing" },
    element("span", { class: "number" }, figure.text ?? view.words.say("missing_short")),
    figure.statuses.map((status) => mark(view, status)),
  );
}

/** A status in words, its meaning at hand; which it is shows without colour. */
export function mark(view, status) {
  const label = view.words.status(status, view.release);
  return label === ""
    ? null
    : [" ", element("span", { class: "mark", "data-status": status, title: view.words.meaning(status, view.release) }, label)];
}
