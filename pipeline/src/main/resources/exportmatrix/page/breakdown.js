import { bar, signedBar } from "./bars.js";
import { element } from "./elements.js";
import { figureCell, figureOf } from "./figures.js";
import { figuresLine, tableOf } from "./table.js";

/** What each table of a territory's document is about. */
const KINDS = {
  by_market: { title: "markets", contribution: "contribution_market_pp", share: "market_share_of_territory_percent", rank: "rank_in_market" },
  by_sector: { title: "sectors", contribution: "contribution_product_pp", share: "sector_share_of_territory_percent", rank: "rank_in_product" },
  by_product: { title: "products", contribution: "contribution_product_pp", share: "sector_share_of_territory_percent", rank: "rank_in_product" },
  by_territory: { title: "ranking", contribution: "contribution_territory_pp", share: "share_of_parent_percent", rank: "rank_in_territory" },
};

/** The id of a row's figures; the indicator's name completes that of one. */
export function idOf(view, kind, code, market) {
  const { territory, flow, span, period } = view.state;
  const place = {
    by_market: `${territory}/${code}/ALL`,
    by_sector: `${territory}/WORLD/${code}`,
    by_product: `${territory}/WORLD/${code}`,
    by_territory: `${code}/${market ?? "WORLD"}/ALL`,
  }[kind];
  return `${view.release.catalog.collection}/${flow}/${span}/${period}/${place}`;
}

/** Rows with the largest value first, those without one last. */
export function ordered(rows) {
  return [...rows].sort((a, b) => (b.value_eur ?? -1) - (a.value_eur ?? -1) || (a.code < b.code ? -1 : 1));
}

/** Whether amounts of these sizes are told in millions. */
export function amountsOf(view, rows) {
  const most = Math.max(0, ...rows.map((row) => row.value_eur ?? 0));
  return most >= 2e7
    ? { unit: view.words.say("millions"), format: (value) => view.numbers.millions(value) }
    : { unit: view.words.say("euros"), format: (value) => view.numbers.euros(value) };
}

/**
 * A ranking: a table whose values have bars.
 *
 * @param kind such as by_market
 * @param rows of that table in the document
 * @param options id, caption, market: where the rows are of one market alone, name: of a row
 */
export function rankingOf(view, kind, rows, options = {}) {
  const about = KINDS[kind];
  const inOrder = ordered(rows);
  const most = inOrder[0]?.value_eur ?? 0;
  const amounts = amountsOf(view, rows);
  const name = options.name ?? ((row) => view.words.label(row));
  const absent = [];
  // A column without any number is said in a line instead.
  const column = (key, label, format) => {
    const figures = rows.filter((row) => key in row).map((row) => figureOf(row, key, format));
    if (figures.length > 0 && figures.every((figure) => !figure.known)) {
      const reasons = new Set(figures.flatMap((figure) => figure.statuses));
      absent.push(`${label}: ${[...reasons].map((status) => view.words.meaning(status, view.release)).join("; ")}.`);
      return null;
    }
    return figures.length === 0 ? null : { label, cell: (row) => figureCell(view, row, key, format) };
  };
  const columns = [
    { label: view.words.say("name"), text: true, cell: name },
    {
      label: `${view.words.say("value")}, ${amounts.unit}`,
      cell: (row) => [bar(row.value_eur, most), figureCell(view, row, "value_eur", amounts.format)],
    },
    column("yoy_percent", view.words.say("growth_short"), (value) => view.numbers.growth(value)),
    column(about.contribution, view.words.say("contribution"), (value) => view.numbers.points(value)),
    column(about.share, view.words.say("share"), (value) => view.numbers.percent(value)),
    column(about.rank, view.words.say("place"), (value) => view.numbers.whole(value)),
  ].filter(Boolean);
  const table = tableOf(view, {
    id: options.id ?? kind,
    class: "ranking",
    caption: options.caption ?? view.captionOf(view.words.say(about.title)),
    columns,
    rows: inOrder,
    line: (row) => figuresLine(idOf(view, kind, row.code, options.market), row),
  });
  return [table, absent.map((line) => element("p", { class: "quiet" }, line.charAt(0).toLocaleUpperCase() + line.slice(1)))];
}

/** What contributed most to the change, up and down, and apart what growth says little of. */
export function moversOf(view, kind, movers) {
  const contribution = KINDS[kind].contribution;
  const lists = ["up", "down", "set_apart"].filter((list) => movers?.[list]?.length > 0);
  const title = view.words.say(`movers_of.${kind}`);
  if (lists.length === 0) {
    return element("p", { class: "quiet" }, `${title}: ${view.words.say("movers_none")}`);
  }
  const most = Math.max(...lists.flatMap((list) => movers[list].map((row) => Math.abs(row[contribution]))));
  return element(
    "div",
    { class: "movers" },
    element("h3", {}, title),
    element(
      "div",
      { class: "movers-lists" },
      lists.map((list) =>
        tableOf(view, {
          id: `${kind}-${list}`,
          class: `mover ${list}`,
          caption: view.words.say(`movers.${list}`),
          all: true,
          columns: [
            { label: view.words.say("name"), text: true, cell: (row) => view.words.label(row) },
            {
              label: view.words.say("contribution"),
              cell: (row) => [
                signedBar(row[contribution], most),
                element("span", { class: "number" }, view.numbers.points(row[contribution])),
              ],
            },
            {
              label: view.words.say("growth_short"),
              cell: (row) => figureCell(view, row, "yoy_percent", (value) => view.numbers.growth(value)),
            },
          ],
          rows: movers[list],
          line: (row) => figuresLine(idOf(view, kind, row.code), { list, ...row }),
        })),
    ),
  );
}
