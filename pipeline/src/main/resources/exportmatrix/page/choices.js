import { element, fill } from "./elements.js";
import { dayName, periodName } from "./periods.js";
import { LANGUAGES } from "./words.js";

/** Levels in the order in which territories are offered. */
const LEVELS = ["country", "macro_area", "region", "province", "constant_area", "residual"];

export function showMasthead(view) {
  const { words, release } = view;
  const { catalog } = release;
  const banner = document.getElementById("synthetic");
  banner.hidden = !catalog.synthetic;
  banner.textContent = catalog.synthetic ? words.say("synthetic") : "";
  document.getElementById("skip").textContent = words.say("skip");
  fill(
    document.getElementById("masthead"),
    element(
      "div",
      { class: "masthead-line" },
      element("h1", {}, words.label(catalog, catalog.collection)),
      element(
        "nav",
        { class: "languages", "aria-label": words.say("languages") },
        LANGUAGES.map((language) =>
          element(
            "a",
            { href: view.hrefOf({ lang: language, cell: view.state.cell }), lang: language, hreflang: language, id: `language-${language}`, "aria-current": language === words.language ? "true" : null },
            language.toUpperCase(),
          )),
      ),
    ),
    element(
      "p",
      { class: "source" },
      `${words.say("source")}: ${catalog.source} · ${words.say("edition")}: ${dayName(words, catalog.edition)} · ${words.say("licence")}: ${catalog.licence}`,
    ),
    release.others.length === 0
      ? null
      : element(
          "nav",
          { class: "collections", "aria-label": words.say("collections") },
          element("span", {}, `${words.say("collections")}: `),
          release.others.map((other) =>
            element("a", { href: `../${encodeURIComponent(other.collection)}/index.html#lang=${words.language}` }, words.label(other, other.collection))),
        ),
  );
}

/** The choices that stand, by what they choose: who types into one goes on in the same one. */
const standing = new Map();

export function showChoices(view) {
  const { words, release, state } = view;
  const form = document.getElementById("choices");
  form.setAttribute("aria-label", words.say("choices"));
  const choices = [
    chooser(view, "territory", territoryOptions(view)),
    chooser(view, "flow", release.catalog.flows.map((flow) => option(flow, words.say(`flow.${flow}`), state.flow))),
    chooser(view, "span", release.spans().map((span) => option(span, words.say(`span.${span}`), state.span))),
    chooser(view, "period", release.periods(state.span).toReversed().map((period) => option(period, periodName(words, state.span, period), state.period))),
  ];
  if (choices.some((choice, place) => form.children[place] !== choice)) {
    fill(form, choices);
  }
}

/** A labelled choice whose value goes into the address; the one that stands, where it offers the same. */
export function chooser(view, key, options) {
  const select = element("select", { id: `choice-${key}` }, options);
  const offered = JSON.stringify([view.words.language, ...Array.from(select.options, (each) => [each.value, each.label])]);
  let choice = standing.get(key);
  if (choice?.offered === offered) {
    choice.select.value = select.value;
  } else {
    const node = element(
      "div",
      { class: `choice choice-${key}` },
      element("label", { for: select.id }, view.words.say(key)),
      select,
    );
    choice = { offered, select, node };
    standing.set(key, choice);
  }
  choice.select.onchange = () => view.choose({ [key]: choice.select.value });
  return choice.node;
}

export function option(value, label, chosen) {
  return element("option", { value, selected: value === chosen }, label);
}

function territoryOptions(view) {
  const { words, release, state } = view;
  const shown = release.catalog.territories.filter((territory) => territory.json);
  const groups = LEVELS.map((level) => [level, shown.filter((territory) => territory.level === level)]).filter(([, of]) => of.length > 0);
  const collator = new Intl.Collator(words.locale);
  const options = (of) =>
    of
      .map((territory) => [territory.code, words.label(territory)])
      .sort((a, b) => collator.compare(a[1], b[1]))
      .map(([code, label]) => option(code, label, state.territory));
  return groups.length === 1
    ? options(shown)
    : groups.map(([level, of]) => element("optgroup", { label: words.say(`level.${level}`) }, options(of)));
}
