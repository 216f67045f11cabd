/** The page's texts in one language: one file of words each. */

export const LANGUAGES = ["it", "en"];

const read = new Map();

export async function wordsOf(language) {
  if (!read.has(language)) {
    const answer = await fetch(`page/words-${language}.json`);
    read.set(language, new Words(language, await answer.json()));
  }
  return read.get(language);
}

class Words {
  constructor(language, texts) {
    this.language = language;
    this.locale = texts.locale;
    this.texts = texts;
  }

  has(key) {
    return key in this.texts;
  }

  /** A text, with what stands in its braces. */
  say(key, values = {}) {
    const text = this.texts[key] ?? key;
    return text.replace(/\{(\w+)\}/g, (all, name) => (name in values ? String(values[name]) : all));
  }

  /** The label of a territory, market, sector, product, indicator or component. */
  label(member, otherwise = "") {
    return member?.[`label_${this.language}`] || member?.label_en || member?.code || otherwise;
  }

  /** A status in a word or two; one that this page does not know is said as the catalog says it. */
  status(code, release) {
    return this.texts[`status.${code}`] ?? release.statuses.get(code)?.label ?? code;
  }

  meaning(code, release) {
    return this.texts[`meaning.${code}`] ?? release.statuses.get(code)?.meaning ?? code;
  }
}
