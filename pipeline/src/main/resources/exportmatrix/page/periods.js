/** How periods are named. A period is its last year, quarter or month; the span says what it covers. */

const YEAR = /^(\d{4})$/;
const QUARTER = /^(\d{4})-Q([1-4])$/;
const MONTH = /^(\d{4})-(\d{2})$/;

/** The year and the last month of a period. */
function end(period) {
  const quarter = QUARTER.exec(period);
  if (quarter) {
    return { year: Number(quarter[1]), month: 3 * Number(quarter[2]) };
  }
  const month = MONTH.exec(period);
  if (month) {
    return { year: Number(month[1]), month: Number(month[2]) };
  }
  return { year: Number(YEAR.exec(period)?.[1] ?? 0), month: 12 };
}

export function periodName(words, span, period) {
  const { year, month } = end(period);
  const to = monthName(words, month);
  switch (span) {
    case "month":
      return `${to} ${year}`;
    case "quarter":
      return words.say("period.quarter", { quarter: month / 3, year });
    case "year_to_date":
      if (month === 12) {
        return String(year);
      }
      return month === 1
        ? `${to} ${year}`
        : words.say("period.months", { from: monthName(words, 1), to, year });
    case "rolling_year":
      return words.say("period.rolling", { to, year });
    default:
      return String(year);
  }
}

/** The months that a year to date covers, whatever the year; null: all of it. */
export function sameMonths(words, period) {
  const { month } = end(period);
  const to = monthName(words, month);
  return month === 12 ? null : month === 1 ? to : words.say("period.same", { from: monthName(words, 1), to });
}

/** A period in a few signs, for an axis; of years to date the year, since they are of one length. */
export function periodSign(span, period) {
  const quarter = QUARTER.exec(period);
  if (span === "year_to_date") {
    return period.slice(0, 4);
  }
  return quarter ? `Q${quarter[2]} ${quarter[1]}` : period;
}

/** The months' names in each language. */
const months = new Map();

function monthName(words, month) {
  if (!months.has(words.locale)) {
    const format = new Intl.DateTimeFormat(words.locale, { month: "long", timeZone: "UTC" });
    months.set(words.locale, Array.from({ length: 12 }, (_, place) => format.format(new Date(Date.UTC(2000, place, 1)))));
  }
  return months.get(words.locale)[month - 1];
}

export function dayName(words, day) {
  const date = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(date.getTime())
    ? day
    : new Intl.DateTimeFormat(words.locale, { dateStyle: "long", timeZone: "UTC" }).format(date);
}
