import { element } from "./elements.js";
import { figureOf, mark } from "./figures.js";
import { SPACE } from "./numbers.js";
import { dayName, periodName } from "./periods.js";

/** The figures that people ask for first; each says why where it has no number. */
export function headlineOf(view, figures) {
  const { words, numbers } = view;
  if (!figures) {
    return element("p", { class: "notice" }, words.say("no_total"));
  }
  const card = (title, column, format, ...notes) =>
    column in figures ? cardOf(view, title, figures, column, format, notes) : null;
  const said = (key, column, format) =>
    figures[column] === null || figures[column] === undefined ? null : words.say(key, { value: format(figures[column]) });
  const amount = (value) => numbers.amount(value);
  const italian = view.document.territory.code === "IT";
  return element(
    "dl",
    { class: "cards" },
    card(words.say("value"), "value_eur", amount,
      said("prior", "prior_value_eur", amount),
      words.say(`basis.${figures.basis}`),
      figures.value_eur_status === "INCOMPLETE" ? words.say("months", { months: figures.months_observed }) : null),
    card(words.say("growth"), "yoy_percent", (value) => numbers.growth(value),
      said("change", "change_eur", amount),
      said("like_for_like", "coverage_adjusted_yoy_percent", (value) => numbers.growth(value))),
    italian ? null : card(words.say("share_of_italy"), "share_of_italy_percent", (value) => numbers.percent(value, 2),
      said("share_change", "share_of_italy_change_pp", (value) => numbers.points(value))),
    italian ? null : card(words.say("rank"), "rank_in_territory", (value) => words.say("rank_is", { rank: numbers.whole(value) }), words.say("rank_among"),
      placesWon(view, figures)),
    card(words.say("record"), "record_high", (value) => words.say(`record.${value}`),
      figures.years_compared > 0 ? words.say("record_years", { years: figures.years_compared }) : null),
    card(words.say("balance"), "balance_eur", amount, said("interchange", "interchange_eur", amount)),
    card(words.say("cagr"), "cagr_3y_percent", (value) => numbers.growth(value),
      said("cagr_years", "cagr_5y_percent", (value) => numbers.growth(value))),
  );
}

function placesWon(view, figures) {
  const won = figures.rank_in_territory_change;
  if (won === null || won === undefined) {
    return null;
  }
  const key = won > 0 ? "up" : won < 0 ? "down" : "same";
  return view.words.say(`rank_change.${key}`, { places: view.numbers.whole(Math.abs(won)) });
}

function cardOf(view, title, figures, column, format, notes) {
  const figure = figureOf(figures, column, format);
  return element(
    "div",
    { class: figure.known ? "card" : "card missing", "data-figure": column },
    element("dt", {}, title),
    element(
      "dd",
      {},
      element("span", { class: "big" }, withUnit(figure.text ?? view.words.say("missing_short"))),
      figure.statuses.map((status) => [
        mark(view, status),
        element("span", { class: "meaning" }, view.words.meaning(status, view.release)),
      ]),
      notes.filter(Boolean).map((note) => element("span", { class: "note" }, note)),
    ),
  );
}

/** The words of a unit stand smaller than their number. */
function withUnit(text) {
  const [number, unit] = text.split(SPACE);
  return unit === undefined || unit === "%" ? text : [number + SPACE, element("span", { class: "unit" }, unit)];
}

/** What is shown, in words; also the heading that focus moves to. */
export function titleOf(view) {
  const { words, state } = view;
  return `${words.label(view.document.territory)}: ${words.say(`flow.${state.flow}`).toLocaleLowerCase(words.locale)}, ${periodName(words, state.span, state.period)}`;
}

/** That figures get revised, and by which edition these stand. */
export function provisionalOf(view, figures) {
  const edition = figures?.edition ?? view.release.catalog.edition;
  return element(
    "p",
    { class: "provisional" },
    element("span", { class: "mark", "data-status": "PROVISIONAL" }, view.words.say("provisional")),
    " ",
    view.words.say("provisional_meaning", { date: dayName(view.words, edition) }),
  );
}
