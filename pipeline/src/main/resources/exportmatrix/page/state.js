import { LANGUAGES } from "./words.js";

/** Which span a visitor sees first, where the release has it. */
const SPANS = ["year_to_date", "year", "rolling_year", "quarter", "month"];

const MEASURES = ["value", "growth"];

export function languageOf(wanted) {
  if (LANGUAGES.includes(wanted)) {
    return wanted;
  }
  return navigator.language.toLowerCase().startsWith("it") ? "it" : "en";
}

/** The territory that was asked for, or the widest that the release shows. */
export function territoryOf(release, wanted) {
  const shown = release.catalog.territories.filter((territory) => territory.json);
  return shown.find((territory) => territory.code === wanted)
    ?? shown.find((territory) => territory.level === "country")
    ?? shown[0];
}

/**
 * The whole state that an address means for a territory's document: what it leaves out, or asks for
 * in vain, is the nearest that there is.
 */
export function stateOf(release, document, language, wanted) {
  const flows = document.flows.map((one) => one.flow);
  const flow = flows.includes(wanted.flow) ? wanted.flow : flows[0];
  const spans = release.spans();
  const span = spans.includes(wanted.span) ? wanted.span : SPANS.find((one) => spans.includes(one));
  const periods = release.periods(span);
  const period = periods.includes(wanted.period) ? wanted.period : newestWhole(document, flow, span, periods);
  return {
    lang: language,
    territory: document.territory.code,
    flow,
    span,
    period,
    measure: MEASURES.includes(wanted.measure) ? wanted.measure : MEASURES[0],
    market: release.markets.get(wanted.market)?.json ? wanted.market : null,
    cell: wanted.cell,
    open: wanted.open,
  };
}

/** Whether the address asked for something that this state is not. */
export function fellBack(wanted, state) {
  return ["territory", "flow", "span", "period", "market"].some((key) => wanted[key] && wanted[key] !== state[key]);
}

/** The newest period whose total is whole; where no total is, whose tables are. */
function newestWhole(document, flow, span, periods) {
  const of = document.flows.find((one) => one.flow === flow);
  const series = of?.series.find((one) => one.span === span)?.figures ?? [];
  const whole = (row) => row.value_eur !== null && (row.value_eur_status ?? "OK") === "OK";
  const total = series.findLast(whole);
  if (total) {
    return total.period;
  }
  const table = (of?.tables ?? []).filter((one) => one.span === span)
    .findLast((one) => Object.values(one).some((rows) => Array.isArray(rows) && rows.some(whole)));
  return table?.period ?? periods.at(-1);
}
