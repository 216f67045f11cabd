import { element } from "./elements.js";
import { NOTHING, OVER, SMALL, UNKNOWN } from "./numbers.js";
import { dayName } from "./periods.js";

/** Statuses that a reader meets on this page. */
const MET = ["INCOMPLETE", "PARTIAL", "CONFIDENTIAL", "NO_PRIOR", "TINY_BASE", "BREAK", "ENTRY", "EXIT", "TOO_FEW_YEARS", "NO_COUNTERFLOW", "MISSING_PARENT"];

/** What the signs mean, how the figures are defined, and where they come from. */
export function aboutOf(view) {
  const { words, release } = view;
  const { catalog } = release;
  const signs = [[NOTHING, "sign.none"], [UNKNOWN, "sign.unknown"], [SMALL, "sign.small"], [OVER, "sign.over"]];
  return [
    element("h2", {}, words.say("signs")),
    element("dl", { class: "signs" },
      signs.map(([sign, key]) => element("div", {}, element("dt", {}, sign), element("dd", {}, words.say(key)))),
      MET.map((status) => element("div", {},
        element("dt", {}, element("span", { class: "mark", "data-status": status }, words.status(status, release))),
        element("dd", {}, words.meaning(status, release))))),
    definitionsOf(view),
    element("p", {}, `${words.say("source")}: ${catalog.source}. ${words.say("licence")}: ${catalog.licence}. ${words.say("edition")}: ${dayName(words, catalog.edition)}. ${words.say("release")}: ${release.id}.`),
    element("p", {}, words.say("files"), ": ",
      element("a", { href: release.manifest }, words.say("files_manifest")), "; ",
      element("a", { href: `${release.folder}json/catalog.json` }, words.say("files_catalog")), "; ",
      element("a", { href: `${release.folder}json/${release.territories.get(view.state.territory).json}` }, words.say("files_territory"))),
  ];
}

function definitionsOf(view) {
  const { words, release } = view;
  const details = element(
    "details",
    { class: "folded", open: view.opened.has("definitions") },
    element("summary", {}, words.say("definitions")),
    element("div", { class: "table-scroll", tabindex: "0", role: "group", "aria-label": words.say("definitions") },
      element("table", { class: "definitions" },
        element("caption", { class: "visually-hidden" }, words.say("definitions")),
        element("thead", {}, element("tr", {},
          ["indicator", "unit", "formula"].map((key) => element("th", { scope: "col", class: "text" }, words.say(key))))),
        element("tbody", {}, release.catalog.indicators.map((indicator) =>
          element("tr", {},
            element("th", { scope: "row" }, words.label(indicator), element("code", { class: "note" }, indicator.id)),
            element("td", { class: "text" }, indicator.unit),
            element("td", { class: "text" }, element("code", { lang: "en" }, indicator.formula))))))),
  );
  details.addEventListener("toggle", () => view.remember("definitions", details.open));
  return details;
}
