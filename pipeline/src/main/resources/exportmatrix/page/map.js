import { drawing, element } from "./elements.js";
import { figureOf } from "./figures.js";
import { featuresOf } from "./topology.js";
import { amountsOf, ordered } from "./breakdown.js";

const TILE = 10;
const GAP = 0.5;
const SHADES = 5;
/** Growth at or above which a shade stands; the middle one is around zero. */
const GROWTH = [-Infinity, -10, -2, 2, 10];

let places;
let outlines;

/** Where each territory's tile lies, and how borders name it. */
async function placesOf() {
  places ??= fetch("page/places.csv")
    .then((answer) => answer.text())
    .then((text) =>
      text.trim().split("\n").slice(1).map((line) => {
        const [code, region, letters, istat, column, row] = line.split(",");
        return { code, region, letters, istat, column: Number(column), row: Number(row) };
      }));
  return places;
}

/** The configured borders, projected once; null where tiles are shown. */
async function outlinesOf(release) {
  const borders = release.settings.borders;
  if (!borders) {
    return null;
  }
  outlines ??= fetch("page/" + borders.file)
    .then((answer) => answer.json())
    .then((file) => featuresOf(file).map((feature) => ({ istat: String(feature.properties.prov_istat_code ?? "").padStart(3, "0"), polygons: feature.polygons })));
  return outlines;
}

/**
 * A territory's parts on a map, coloured by what is chosen.
 *
 * @param rows of its parts
 */
export async function mapOf(view, rows) {
  const [known, borders] = await Promise.all([placesOf(), outlinesOf(view.release)]);
  const byCode = new Map(rows.map((row) => [row.code, row]));
  const here = known.filter((place) => byCode.has(place.code));
  if (here.length === 0) {
    return null;
  }
  const shape = borders ? bordersOf(here, known, borders) : tilesOf(here);
  const shades = shadesOf(view, rows);
  const marks = here
    .filter((place) => shape.of(place))
    .map((place) => markOf(view, byCode.get(place.code), place, shape.of(place), shades));
  return element(
    "figure",
    { class: borders ? `map borders ${here[0].istat ? "provinces" : "regions"}` : "map tiles" },
    drawing(
      "svg",
      { viewBox: shape.viewBox, role: "group", "aria-label": `${view.words.say("map")}: ${view.captionOf(view.words.say("ranking"))}` },
      marks,
    ),
    legendOf(view, shades),
    element("figcaption", {}, borders
      ? view.words.say("map_borders", { licence: view.release.settings.borders.licence })
      : view.words.say("map_tiles")),
  );
}

/** One tile a territory. */
function tilesOf(here) {
  const left = Math.min(...here.map((place) => place.column));
  const top = Math.min(...here.map((place) => place.row));
  const width = Math.max(...here.map((place) => place.column)) - left + 1;
  const height = Math.max(...here.map((place) => place.row)) - top + 1;
  return {
    viewBox: `0 0 ${width * TILE} ${height * TILE}`,
    of: (place) => {
      const x = (place.column - left) * TILE + GAP / 2;
      const y = (place.row - top) * TILE + GAP / 2;
      return {
        shape: drawing("rect", { x, y, width: TILE - GAP, height: TILE - GAP, rx: 0.8 }),
        x: x + (TILE - GAP) / 2,
        y: y + (TILE - GAP) / 2,
        size: 2.5,
      };
    },
  };
}

/** Provinces as they are, regions as all their provinces; north is up, a degree east as long as it is there. */
function bordersOf(here, known, outlines) {
  const byIstat = new Map(outlines.map((outline) => [outline.istat, outline.polygons]));
  const polygons = new Map(
    here.map((place) => [
      place.code,
      (place.istat ? [place] : known.filter((province) => province.region === place.code))
        .flatMap((province) => byIstat.get(province.istat) ?? []),
    ]));
  const points = [...polygons.values()].flat(3);
  const longitudes = points.map(([longitude]) => longitude);
  const latitudes = points.map(([, latitude]) => latitude);
  const [west, east] = extent(longitudes);
  const [south, north] = extent(latitudes);
  const narrowing = Math.cos(((south + north) / 2) * (Math.PI / 180));
  const zoom = 100 / Math.max((east - west) * narrowing, north - south, 1e-9);
  const x = (longitude) => (longitude - west) * narrowing * zoom;
  const y = (latitude) => (north - latitude) * zoom;
  return {
    viewBox: `-1 -1 ${x(east) + 2} ${y(south) + 2}`,
    of: (place) => {
      const own = polygons.get(place.code);
      if (own.length === 0) {
        return null;
      }
      const path = own.flat().map((ring) =>
        "M" + ring.map(([longitude, latitude]) => `${x(longitude).toFixed(2)} ${y(latitude).toFixed(2)}`).join("L") + "Z").join("");
      const shape = drawing("path", { d: path, "fill-rule": "evenodd" });
      const outer = own.map((polygon) => polygon[0]);
      if (!place.istat) {
        const all = outer.flat();
        return { shape, x: mean(all.map(([longitude]) => x(longitude))), y: mean(all.map(([, latitude]) => y(latitude))), size: 2.3 };
      }
      const largest = outer.sort((a, b) => b.length - a.length)[0];
      const [left, right] = extent(largest.map(([longitude]) => x(longitude)));
      const [top, bottom] = extent(largest.map(([, latitude]) => y(latitude)));
      return { shape, x: (left + right) / 2, y: (top + bottom) / 2, size: 3.2 };
    },
  };
}

function mean(numbers) {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

function extent(numbers) {
  let [least, most] = [Infinity, -Infinity];
  for (const number of numbers) {
    least = Math.min(least, number);
    most = Math.max(most, number);
  }
  return [least, most];
}

/** A territory's mark: a link where it has a page of its own. */
function markOf(view, row, place, at, shades) {
  const shade = shades.of(row);
  const said = `${view.words.label(row)}: ${shades.text(row)}`;
  const content = [
    drawing("title", {}, said),
    at.shape,
    drawing("text", { x: at.x, y: at.y, "font-size": at.size, class: "letters", "aria-hidden": "true" }, place.letters),
    drawing("text", { x: at.x, y: at.y + at.size, "font-size": at.size * 0.72, class: "number", "aria-hidden": "true" }, shades.short(row)),
  ];
  const styled = { class: `part shade-${shade}` };
  return view.release.territories.get(row.code)?.json
    ? drawing("a", { ...styled, href: view.hrefOf({ territory: row.code }), "aria-label": said }, content)
    : drawing("g", { ...styled, role: "img", "aria-label": said }, content);
}

/** Five shades by value or by growth, and one for what is not known. */
function shadesOf(view, rows) {
  return view.state.measure === "growth" ? growthShades(view) : valueShades(view, rows);
}

function valueShades(view, rows) {
  const amounts = amountsOf(view, rows);
  const known = ordered(rows).filter((row) => row.value_eur > 0);
  const least = (shade) => known[Math.min(known.length - 1, Math.ceil((known.length * (SHADES - shade)) / SHADES) - 1)]?.value_eur;
  const bounds = Array.from({ length: SHADES }, (_, shade) => least(shade));
  const text = (row) => withReason(view, row, "value_eur", amounts.format, " " + amounts.unit);
  return {
    of: (row) => (row.value_eur === null ? "none" : "v" + Math.max(0, bounds.findLastIndex((bound) => row.value_eur >= bound))),
    text,
    short: (row) => (row.value_eur === null ? "?" : amounts.unit === view.words.say("millions") ? view.numbers.whole(Math.round(row.value_eur / 1e6)) : view.numbers.whole(row.value_eur)),
    legend: bounds
      .map((bound, shade) => ({ shade: "v" + shade, label: `≥ ${amounts.format(bound ?? 0)}` }))
      .filter((_, shade) => bounds[shade] !== undefined && bounds[shade] !== bounds[shade + 1]),
    unit: amounts.unit,
  };
}

function growthShades(view) {
  const name = (bound) => view.numbers.plain(bound, 0, "exceptZero");
  return {
    of: (row) => (row.yoy_percent === null || row.yoy_percent === undefined ? "none" : "g" + GROWTH.findLastIndex((bound) => row.yoy_percent >= bound)),
    text: (row) => withReason(view, row, "yoy_percent", (value) => view.numbers.growth(value), ""),
    short: (row) => figureOf(row, "yoy_percent", (value) => view.numbers.growth(value)).text ?? "?",
    legend: GROWTH.map((bound, shade) => ({
      shade: "g" + shade,
      label: shade === 0 ? `< ${name(GROWTH[1])}` : `≥ ${name(bound)}`,
    })),
    unit: "%",
  };
}

function withReason(view, row, column, format, unit) {
  const figure = figureOf(row, column, format);
  const reasons = figure.statuses.map((status) => view.words.meaning(status, view.release));
  return [figure.known ? figure.text + unit : view.words.say("missing_short"), ...reasons].join("; ");
}

function legendOf(view, shades) {
  return element(
    "ul",
    { class: "legend", "aria-label": `${view.words.say("map_legend")}, ${shades.unit}` },
    element("li", { class: "legend-unit" }, shades.unit),
    shades.legend.map(({ shade, label }) => element("li", {}, element("span", { class: `swatch shade-${shade}` }), label)),
    element("li", {}, element("span", { class: "swatch shade-none" }), view.words.say("legend.missing")),
  );
}
