/** The published release, read from the server that the page came from. */

const KEPT = 6;

async function json(path) {
  const answer = await fetch(path);
  if (!answer.ok) {
    throw new Error(`${path}: ${answer.status}`);
  }
  return answer.json();
}

/** Without what an older writer or a bare copy of a release may lack. */
async function optional(path) {
  try {
    return await json(path);
  } catch {
    return null;
  }
}

export async function open() {
  const [latest, settings, index] = await Promise.all([
    // A pointer that moved must be seen; a release never changes.
    fetch("latest.json", { cache: "no-cache" }).then((answer) => answer.json()),
    optional("page/settings.json"),
    optional("../index.json"),
  ]);
  const folder = `release=${latest.release}/`;
  const catalog = await json(folder + "json/catalog.json");
  return new Release(latest, folder, catalog, settings ?? { borders: null }, index);
}

class Release {
  constructor(latest, folder, catalog, settings, index) {
    this.id = latest.release;
    this.folder = folder;
    this.manifest = latest.manifest;
    this.catalog = catalog;
    this.settings = settings;
    this.others = (index?.collections ?? []).filter((other) => other.collection !== catalog.collection);
    this.documents = new Map();
    this.territories = new Map(catalog.territories.map((one) => [one.code, one]));
    this.markets = new Map(catalog.markets.map((one) => [one.code, one]));
    this.sectors = new Map(catalog.sectors.map((one) => [one.code, one]));
    this.products = new Map(catalog.products.map((one) => [one.code, one]));
    this.indicators = new Map(catalog.indicators.map((one) => [one.id, one]));
    this.statuses = new Map(catalog.statuses.map((one) => [one.code, one]));
  }

  periods(span) {
    return this.catalog.periods.find((one) => one.span === span)?.periods ?? [];
  }

  spans() {
    return this.catalog.periods.map((one) => one.span);
  }

  /** A document that the catalog names, such as territory/ITC4.json; kept for a while. */
  document(path) {
    const known = this.documents.get(path);
    if (known) {
      this.documents.delete(path);
      this.documents.set(path, known);
      return known;
    }
    const coming = json(this.folder + "json/" + path);
    this.documents.set(path, coming);
    coming.catch(() => this.documents.delete(path));
    if (this.documents.size > KEPT) {
      this.documents.delete(this.documents.keys().next().value);
    }
    return coming;
  }
}
