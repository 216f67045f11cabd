/** Numbers as ISTAT prints them: "-" is nothing, ".." small, "...." unknown, "+++" over 999.9 %. */

export const NOTHING = "-";
export const SMALL = "..";
export const UNKNOWN = "....";
export const OVER = "+++";

const MOST_GROWTH = 999.9;
/** Between a number and its unit. */
export const SPACE = "\u00a0";

/** Formats are dear to make: one of each kind. */
const formats = new Map();

function formatOf(locale, decimals, sign) {
  const key = `${locale} ${decimals} ${sign}`;
  if (!formats.has(key)) {
    formats.set(key, new Intl.NumberFormat(locale, {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
      signDisplay: sign,
      useGrouping: "always",
    }));
  }
  return formats.get(key);
}

export class Numbers {
  constructor(words) {
    this.words = words;
  }

  /** A number with so many decimals; not zero, yet rounded to it: small. */
  plain(value, decimals, sign = "auto") {
    if (value !== 0 && Number(Math.abs(value).toFixed(decimals)) === 0) {
      return SMALL;
    }
    return formatOf(this.words.locale, decimals, sign).format(value).replace("-", "\u2212");
  }

  whole(value) {
    return this.plain(value, 0);
  }

  /** An amount in the unit that its size asks for. */
  amount(euros) {
    if (euros === 0) {
      return NOTHING;
    }
    const size = Math.abs(euros);
    const [of, unit, decimals] =
      size >= 1e9 ? [1e9, "unit.billion", 2] : size >= 1e6 ? [1e6, "unit.million", 1] : [1, "unit.euro", 0];
    return this.plain(euros / of, decimals) + SPACE + this.words.say(unit);
  }

  millions(euros) {
    return euros === 0 ? NOTHING : this.plain(euros / 1e6, 1);
  }

  euros(euros) {
    return euros === 0 ? NOTHING : this.plain(euros, 0);
  }

  percent(value, decimals = 1) {
    const number = this.plain(value, decimals);
    return number === SMALL ? SMALL : number + this.percentSign();
  }

  growth(value) {
    if (value > MOST_GROWTH) {
      return OVER;
    }
    const number = this.plain(value, 1, "exceptZero");
    return number === SMALL ? SMALL : number + this.percentSign();
  }

  points(value, decimals = 2) {
    return this.plain(value, decimals, "exceptZero");
  }

  percentSign() {
    return this.words.language === "it" ? SPACE + "%" : "%";
  }
}
