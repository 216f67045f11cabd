"""The published indicators once more, from the raw samples and the formulas alone.

recompute.py --root DIR --classes PATH --reports DIR [options], started by benchmarks/recompute.

It knows nothing of the programme's code: it reads the files of data-samples/ and the code lists,
sums whole cents, applies the formulas in exact integers as far as they go, and compares with the
Parquet of the newest release of each collection. It uses the standard library only.

A series is a list with one entry per base period (month, quarter or year) of the collection; None
is unknown. A view shows all series at one span: `known` sums what is there, `whole` is None where a
base period of the span is missing. Positions are those of the span's periods, so that the year
before is `step` places to the left, never "the row before".
"""

import argparse
import csv
import datetime
import glob
import gzip
import json
import math
import os
import re
import subprocess
import sys
import tempfile
from bisect import bisect_right
from collections import defaultdict, namedtuple

FLOWS = {"EV": "export", "IV": "import", "2": "export", "1": "import"}
OTHER_FLOW = {"export": "import", "import": "export"}
TINY_CENTS_PER_QUARTER = 100_000_000  # EUR 1 million x months / 3
OVER = 999.9
YEARS_FOR_A_RECORD = 3
QUARTERS_OF_VOLATILITY, FEWEST_QUARTERS = 8, 6


# --- code lists


def rows_of(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


class Codes:
    """Territories, markets, products, sectors and programmes, and how they lie in one another."""

    def __init__(self, folder):
        rows = {name: rows_of(os.path.join(folder, name + ".csv")) for name in
                ("territories", "markets", "market_groups", "products", "sectors", "programmes", "aliases", "breaks")}
        self.alias = {(row["kind"], row["alias"]): row["code"] for row in rows["aliases"]}
        self.territory = {row["code"]: row for row in rows["territories"]}
        self.areas = defaultdict(list)  # province -> the constant areas that it is a part of
        for code, row in self.territory.items():
            if row["level"] == "constant_area":
                for province in row["note"].removeprefix("overlap:").split()[0].split("+"):
                    self.areas[province].append(code)
        self.broken = defaultdict(list)  # territory -> the days on which it became another area
        for row in rows["breaks"]:
            if row["kind"] != "territory":
                raise ValueError(f"a break of a {row['kind']} is not foreseen")
            self.broken[row["code"]].append(first_day(row["from"]))
        self.market_kind = {row["code"]: row["kind"] for row in rows["markets"]}
        self.market_validity = [(row["valid_from"], row["valid_to"])
                                for row in rows["markets"] if row["kind"] == "country"]
        self.stays = {(row["member"], row["group_code"]): (first_day(row["valid_from"]), last_day(row["valid_to"]))
                      for row in rows["market_groups"]}
        self.product = {row["code"]: (row["level"], row["parent"]) for row in rows["products"]}
        self.groups = sum(1 for level, _ in self.product.values() if level == "group")
        self.sector_of = {row["product_code"]: row["sector"] for row in rows["sectors"] if row["product_code"]}
        self.sectors = set(self.sector_of.values())
        self.programmes = defaultdict(list)
        for row in rows["programmes"]:
            self.programmes[row["market"]].append((int(row["year"]), row["sector"]))

    def code(self, kind, text):
        return self.alias.get((kind, text), text)

    def level(self, territory):
        return self.territory[territory]["level"]

    def region(self, territory):
        return self.territory[territory]["parent"]

    def upper_territory(self, territory):
        """Of which it is a share: province -> region -> Italy; macro areas and residuals -> Italy."""
        if territory == "IT":
            return None
        return self.region(territory) if self.level(territory) in ("province", "constant_area") else "IT"

    def territories_above(self, territory):
        """Every territory into which it is summed, macro areas included."""
        above = []
        while territory != "IT":
            territory = self.territory[territory]["parent"]
            above.append(territory)
        return above

    def product_level(self, product):
        return "sector" if product in self.sectors else self.product[product][0] if product in self.product else "cn8"

    def upper_product(self, product):
        """One level up; a CN8 code lies in the HS6 code that it begins with."""
        if product in self.sectors:
            return "ALL"
        return self.product[product][1] if product in self.product else product[:6]

    def products_above(self, group):
        """Every product into which a group is summed, its programme sector included."""
        above = [self.sector_of[group]]
        while self.upper_product(group):
            group = self.upper_product(group)
            above.append(group)
        return above

    def is_partner(self, market):
        return self.market_kind.get(market) in ("country", "special")

    def is_member(self, market, group, first, last):
        """Whether it is from the first day to the last; a member that comes or goes in between is not foreseen."""
        begin, end = self.stays.get((market, group), (None, None))
        if begin is None or begin > last or end < first:
            return False
        if begin > first or end < last:
            raise ValueError(f"{market} is in {group} for a part of the time only")
        return True

    def countries_on(self, day):
        return sum(1 for first, last in self.market_validity if first_day(first) <= day <= last_day(last))

    def programme_year(self, market, product, year):
        """The newest year up to `year` in which a programme targets the market and product."""
        years = [y for y, sector in self.programmes.get(market, ()) if y <= year and sector in ("", product)]
        return max(years, default=None)


def first_day(text):
    return text + "0000-01-01"[len(text):] if text else "0000-01-01"


def last_day(text):
    return text + "9999-12-31"[len(text):] if text else "9999-12-31"


# --- observations: (flow, territory, market, product) -> {period: cents}


def open_text(path):
    opener = gzip.open if path.endswith(".gz") else open
    return opener(path, "rt", encoding="utf-8-sig", newline="")


def cents(text):
    """Whole cents of a number with a decimal point; anything finer is an error."""
    units, _, decimals = text.partition(".")
    decimals = decimals.rstrip("0")
    if len(decimals) > 2:
        raise ValueError(f"finer than a cent: {text}")
    return int(units) * 100 + int(decimals.ljust(2, "0"))


def read_istat(path, codes):
    """IstatData's SDMX-CSV: cells are `CODE: label`, columns are found by name."""
    with open_text(path) as file:
        lines = csv.reader(file)
        names = [name.partition(":")[0] for name in next(lines)]
        at = {name: names.index(name) for name in names}
        bare = lambda line, name: line[at[name]].partition(":")[0].strip()
        for line in lines:
            if bare(line, "DATA_TYPE") in FLOWS and bare(line, "ADJUSTMENT") == "N":
                yield ((FLOWS[bare(line, "DATA_TYPE")],
                        codes.code("territory", bare(line, "REF_AREA")),
                        codes.code("market", bare(line, "PARTNER_COUNTRY")),
                        codes.code("product", bare(line, "CPA_ATECO2007_COE"))),
                       bare(line, "TIME_PERIOD"), cents(line[at["OBS_VALUE"]]))


def read_comext(path, codes):
    """Eurostat's SDMX-CSV: bare codes, values and quantities on rows of their own."""
    with open_text(path) as file:
        for row in csv.DictReader(file):
            if row["indicators"] == "VALUE_IN_EUROS":
                yield ((FLOWS[row["flow"]], codes.code("territory", row["reporter"]),
                        codes.code("market", row["partner"]), codes.code("product", row["product"])),
                       row["TIME_PERIOD"], cents(row["OBS_VALUE"]))


def read_json_stat(path, codes):
    """JSON-stat 2.0 with a sparse `value`: the last dimension runs fastest."""
    with open_text(path) as file:
        data = json.load(file)
    categories = []
    for name in data["id"]:
        index = data["dimension"][name]["category"]["index"]
        categories.append(sorted(index, key=index.get) if isinstance(index, dict) else index)
    for place, value in data["value"].items():
        place, code = int(place), {}
        for name, size, list_of_codes in reversed(list(zip(data["id"], data["size"], categories))):
            place, at = divmod(place, size)
            code[name] = list_of_codes[at]
        if code["indicators"] == "VALUE_IN_EUROS":
            yield ((FLOWS[code["flow"]], codes.code("territory", code["reporter"]),
                    codes.code("market", code["partner"]), codes.code("product", code["product"])),
                   code["time"], cents(str(value)))


def edition(path):
    return re.search(r"\d{4}-\d{2}-\d{2}(?=\.(csv|json))", os.path.basename(path)).group()


def observations(files, read, codes):
    """What the newest edition says: it replaces all of a flow and period of which it speaks."""
    said = defaultdict(dict)  # (flow, period) -> {edition: {key: cents}}
    for path in files:
        at = edition(path)
        for key, period, value in read(path, codes):
            speaking = said[key[0], period].setdefault(at, {})
            if speaking.setdefault(key, value) != value:
                raise ValueError(f"{path}: two values of {key} {period}")
    newest = defaultdict(dict)
    for (_, period), editions in said.items():
        for key, value in editions[max(editions)].items():
            newest[key][period] = value
    return newest


# --- periods and spans


def period_names(first, last):
    """All months, quarters or years from the first to the last one."""
    parts = re.fullmatch(r"(\d{4})(?:-(Q?)(\d+))?", first)
    year, place = int(parts[1]), int(parts[3] or 1)
    per_year = 1 if parts[3] is None else 4 if parts[2] else 12
    names = []
    while not names or names[-1] != last:
        names.append(period_name(year, place, per_year))
        year, place = (year, place + 1) if place < per_year else (year + 1, 1)
    return names, per_year


def period_name(year, place, per_year):
    return {1: f"{year}", 4: f"{year}-Q{place}", 12: f"{year}-{place:02d}"}[per_year]


# names: of the periods; windows: first and last base period of each; step: periods in a year.
Span = namedtuple("Span", "name names windows step months within_year")


def spans_of(names, per_year):
    """The spans of a collection whose data begin with a year."""
    count, first_year = len(names), int(names[0][:4])
    years = range(first_year, int(names[-1][:4]) + 1)
    months = 12 // per_year
    january = lambda i: i - i % per_year

    def span(name, labels, windows, step, within_year=False):
        return Span(name, labels, windows, step, [(last - first + 1) * months for first, last in windows], within_year)

    year = span("year", [str(y) for y in years],
                [(k * per_year, (k + 1) * per_year - 1) for k in range(len(years))], 1)
    if per_year == 1:
        return [year]
    base = span({4: "quarter", 12: "month"}[per_year], names, [(i, i) for i in range(count)], per_year)
    to_date = span("year_to_date", names, [(january(i), i) for i in range(count)], per_year, True)
    rolling = span("rolling_year", names, [(i - per_year + 1, i) for i in range(count)], per_year)
    return [base] + ([quarters_of(names)] if per_year == 12 else []) + [to_date, rolling, year]


def quarters_of(names):
    """Single quarters of a collection of quarters or months."""
    if "Q" in names[0]:
        return Span("quarter", names, [(i, i) for i in range(len(names))], 4, [3] * len(names), False)
    starts = range(0, len(names), 3)
    labels = [f"{names[i][:4]}-Q{int(names[i][5:]) // 3 + 1}" for i in starts]
    return Span("quarter", labels, [(i, i + 2) for i in starts], 4, [3] * len(labels), False)


# --- the cube: a series per cell


class Cube:
    """Every cell of a collection. `silence` is the series of a cell that is not named: zero or unknown."""

    def __init__(self, sample, codes, found):
        self.sample, self.codes = sample, codes
        self.broad = ("WORLD",) + sample.market_groups  # markets that others are summed into
        self.above = {}  # market -> those of them that it is summed into
        periods = [period for values in found.values() for period in values]
        self.names, self.per_year = period_names(min(periods), max(periods))
        if self.names[0] != period_name(int(self.names[0][:4]), 1, self.per_year):
            raise ValueError("the data are taken to begin with a year")
        self.spans = spans_of(self.names, self.per_year)
        self.unknown = [None] * len(self.names)
        self.silence = [0] * len(self.names) if sample.complete else self.unknown
        self.series = {}
        self.partial = set()  # territories that are sums of some of their parts
        sample.fill(self, found)
        self.flows = sorted({key[0] for key in self.series})
        self.below = defaultdict(set)  # territory -> the cells below it
        for _, territory, market, product in self.series:
            self.below[territory].add((market, product))
        self.markets = sorted({key[2] for key in self.series if codes.is_partner(key[2])})
        self.groups = sorted(g for g in {key[3] for key in self.series} if codes.product_level(g) == "group")

    def row(self, values):
        """One key's observations as a series; what is not named is zero in a complete source."""
        return [values.get(name, 0 if self.sample.complete else None) for name in self.names]

    def get(self, key):
        """The cell's series; what a complete source does not name of a territory that it speaks of is zero."""
        spoken_of = key[0] in self.flows and key[1] in self.below
        return self.series.get(key, self.silence if spoken_of else self.unknown)

    def markets_above(self, market):
        if market not in self.above:
            first, last = f"{self.names[0][:4]}-01-01", f"{self.names[-1][:4]}-12-31"
            groups = [g for g in self.sample.market_groups if self.codes.is_member(market, g, first, last)]
            self.above[market] = ["WORLD"] + groups
        return self.above[market]

    def is_part_of_the_world(self, market):
        return self.codes.is_partner(market) or market in self.sample.market_groups

    def has_leaves(self, market):
        """Whether a cell of the market is told by what it is made of; market groups are not."""
        return bool(self.groups) and market not in self.sample.market_groups


def sum_into(target, key, series):
    there = target.get(key)
    target[key] = list(series) if there is None else [a + b for a, b in zip(there, series)]


def fill_synthetic(cube, found):
    """Leaves are province or residual x partner x group, complete; the national line is reported."""
    codes = cube.codes
    spoken = defaultdict(set)
    for key, values in found.items():
        if codes.level(key[1]) in ("province", "residual"):
            spoken[key[0], key[1]].update(values)
    if any(len(periods) != len(cube.names) for periods in spoken.values()):
        raise ValueError("a slice is missing: the synthetic sample is taken to have all")
    reported = {}
    for (flow, territory, market, product), values in found.items():
        series = cube.row(values)
        if codes.product_level(product) != "group":
            reported[flow, territory, market, product] = series
            continue
        territories = [territory] + codes.territories_above(territory) + codes.areas[territory]
        products = [product] + codes.products_above(product)
        for t in territories:
            for m in [market] + cube.markets_above(market):
                for p in products:
                    sum_into(cube.series, (flow, t, m, p), series)
    cube.series.update(reported)


def fill_as_reported(cube, found):
    for key, values in found.items():
        cube.series[key] = cube.row(values)


def fill_regions(cube, found):
    """Macro areas are the sums of their regions; so is Italy, which lacks the residuals: partial."""
    codes = cube.codes
    fill_as_reported(cube, found)
    for (flow, territory, market, product), series in list(cube.series.items()):
        if codes.level(territory) == "region":
            for above in codes.territories_above(territory):
                sum_into(cube.series, (flow, above, market, product), series)
    cube.partial.add("IT")


# complete: a cell that is not named is zero. finest: level of the parts of sector_hhi.
Sample = namedtuple("Sample", "name files read fill complete finest market_groups", defaults=[()])

SAMPLES = [
    Sample("istat-lombardia", "*.csv", read_istat, fill_as_reported, True, "section"),
    Sample("istat-regions", "*.csv", read_istat, fill_regions, False, None),
    Sample("comext-cn8", "*.csv", read_comext, fill_as_reported, False, None),
    Sample("comext-total", "*.json", read_json_stat, fill_as_reported, False, None),
    Sample("synthetic-provinces", "*.csv.gz", read_istat, fill_synthetic, True, "group",
           ()),
]


# --- a view: the cube at one span


class View:
    def __init__(self, cube, span):
        self.cube, self.codes, self.span, self.step = cube, cube.codes, span, span.step
        self.size = len(span.names)
        self.count = len(cube.names)
        self.bounds = [(max(a, 0), min(b + 1, self.count)) for a, b in span.windows]
        self.inside = [a >= 0 and b < self.count for a, b in span.windows]
        self.cache, self.ranks, self.terms, self.margins = {}, {}, {}, {}

    def known(self, key):
        return self.cell(key)[0]

    def whole(self, key):
        return self.cell(key)[1]

    def cell(self, key):
        """(what is known, what is whole) per position."""
        if key not in self.cache:
            self.cache[key] = self.over_spans(self.cube.get(key), key[1] in self.cube.partial)
        return self.cache[key]

    def over_spans(self, series, partial=False):
        if None in series:
            parts = [[x for x in series[a:b] if x is not None] for a, b in self.bounds]
            known = [sum(part) if part else None for part in parts]
            whole = [x if len(part) == b - a + 1 else None
                     for x, part, (a, b) in zip(known, parts, self.span.windows)]
        else:
            running = [0]
            for x in series:
                running.append(running[-1] + x)
            known = [running[b] - running[a] for a, b in self.bounds]
            whole = [x if inside else None for x, inside in zip(known, self.inside)]
        return known, [None] * self.size if partial else whole

    def before(self, values, years=1):
        """The same place of the year, some years before."""
        lag = years * self.step
        return ([None] * lag + values)[:self.size]

    def published(self, key):
        """Positions at which the cell is published: it trades, or traded a year before."""
        known = self.known(key)
        prior = self.before(known)
        if not self.cube.sample.complete:
            return [i for i, x in enumerate(known) if x is not None]
        return [i for i in range(self.size) if known[i] or prior[i]]


# --- small arithmetic on lists of values; None is no number


def minus(a, b):
    return [None if x is None or y is None else x - y for x, y in zip(a, b)]


def plus(a, b):
    return [None if x is None or y is None else x + y for x, y in zip(a, b)]


def ratio(a, b, factor=1):
    """factor x a / b where b is above zero."""
    return [None if x is None or not y or y < 0 else factor * x / y for x, y in zip(a, b)]


def growth(now, base):
    return [None if x is None or not y else 100 * (x - y) / y for x, y in zip(now, base)]


def rounded(numerator, denominator):
    """The nearest integer, halves to the even one; the denominator is above zero."""
    whole, rest = divmod(numerator, denominator)
    return whole + (2 * rest > denominator or (2 * rest == denominator and whole % 2 == 1))


# --- indicators of one cell: {column: values per position}


def indicators(view, key):
    columns = {}
    levels_and_growth(view, key, columns)
    contributions(view, key, columns)
    shares(view, key, columns)
    ranks(view, key, columns)
    history(view, key, columns)
    balance(view, key, columns)
    specialisation(view, key, columns)
    concentration(view, key, columns)
    diversity(view, key, columns)
    volatility(view, key, columns)
    margins(view, key, columns)
    shift_share(view, key, columns)
    like_for_like(view, key, columns)
    since_programme(view, key, columns)
    return columns


def levels_and_growth(view, key, columns):
    known, whole = view.cell(key)
    prior = view.before(whole)
    # Of a figure that is not whole, nothing above zero known means nothing is known.
    said = [None if full is None and not part else part for part, full in zip(known, whole)]
    columns["value_eur"] = said
    columns["prior_value_eur"] = view.before(said)
    columns["change_eur"] = minus(whole, prior)
    columns["yoy_percent"] = growth(whole, prior)
    columns["yoy_flags"] = flags = growth_flags(view, key, columns["yoy_percent"])
    columns["yoy_percent_status"] = [text.partition(" ")[0] for text in flags]


def growth_flags(view, key, yoy):
    known, whole = view.cell(key)
    partial = key[1] in view.cube.partial
    known_before, whole_before = view.before(known), view.before(whole)
    broken = breaks(view, key[1])
    return [" ".join(flags_at(known_before[i], whole[i], whole_before[i], yoy[i], view.span.months[i], partial,
                              known_before[i] is not None and broken[i]))
            for i in range(view.size)]


def breaks(view, territory):
    """Whether the territory became another area within the span, the one a year before, or in between."""
    days = view.codes.broken.get(territory)
    if not days:
        return [False] * view.size
    meaning = [sum(day <= first_day_of(name) for day in days) for name in view.cube.names]
    within = [set(meaning[a:b]) for a, b in view.bounds]
    return [len(now | before) > 1 for now, before in
            zip(within, ([set()] * view.step + within)[:view.size])]


def first_day_of(name):
    """Of a period: 2016-Q2, 2016-05 or 2016."""
    month = 3 * int(name[-1]) - 2 if "Q" in name else int(name[5:] or 1)
    return f"{name[:4]}-{month:02}-01"


def flags_at(known_before, now, prior, yoy, months, partial, broken):
    unfit = []
    if partial:
        unfit.append("PARTIAL")
    elif now is None or (known_before is not None and prior is None):
        unfit.append("INCOMPLETE")
    if known_before is None:
        unfit.append("NO_PRIOR")
    flags = ["BREAK"] if broken else []
    if unfit:
        return unfit + flags
    if prior == 0:
        return flags + ["ENTRY" if now else "NO_TRADE"]
    if now == 0:
        flags.append("EXIT")
    if prior * 3 < TINY_CENTS_PER_QUARTER * months:
        flags.append("TINY_BASE")
    if yoy > OVER:
        flags.append("OVER_999")
    return flags or ["OK"]


def parents(view, key):
    """The same cell with one dimension one level up: territory, market, product; None where it has none."""
    flow, territory, market, product = key
    upper_territory = view.codes.upper_territory(territory)
    upper_product = view.codes.upper_product(product)
    return (upper_territory and (flow, upper_territory, market, product),
            (flow, territory, "WORLD", product) if view.cube.is_part_of_the_world(market) else None,
            upper_product and (flow, territory, market, upper_product))


def contributions(view, key, columns):
    change = columns["change_eur"]
    for dimension, parent in zip(("territory", "market", "product"), parents(view, key)):
        base = view.before(view.whole(parent)) if parent else [None] * view.size
        columns[f"contribution_{dimension}_pp"] = ratio(change, base, 100)


def shares(view, key, columns):
    flow, territory, market, product = key
    above = parents(view, key)[0]
    totals = {
        "share_of_parent": above,
        "share_of_italy": (flow, "IT", market, product),
        "market_share_of_territory": (flow, territory, "WORLD", product),
        "sector_share_of_territory": (flow, territory, market, "ALL"),
    }
    for name, total in totals.items():
        share = ratio(view.whole(key), view.whole(total), 100) if total else [None] * view.size
        columns[name + "_percent"] = share
        columns[name + "_change_pp"] = minus(share, view.before(share))


def ranks(view, key, columns):
    for dimension, family in zip(("territory", "market", "product"), families(view, key)):
        if family and family not in view.ranks:
            view.ranks[family] = sorted_siblings(view, dimension, family)
        rank = ranked(view.whole(key), view.ranks[family]) if family else [None] * view.size
        columns[f"rank_in_{dimension}"] = rank
        columns[f"rank_in_{dimension}_change"] = minus(view.before(rank), rank)


def families(view, key):
    """Per dimension a name of the siblings, the cell among them; None: not ranked."""
    flow, territory, market, product = key
    codes = view.codes
    level = codes.level(territory)
    return (
        level not in ("residual", "constant_area") and ("territory", flow, level, codes.upper_territory(territory), market, product),
        codes.market_kind.get(market) == "country" and ("market", flow, territory, product),
        product != "ALL" and ("product", flow, territory, market, codes.product_level(product), codes.upper_product(product)),
    )


def sorted_siblings(view, dimension, family):
    """What the siblings that are whole and trade are worth, ascending, per position."""
    keys = sibling_keys(view, dimension, family)
    values = [view.whole(key) for key in keys]
    return [sorted(x[i] for x in values if x[i]) for i in range(view.size)]


def sibling_keys(view, dimension, family):
    codes, cube = view.codes, view.cube
    if dimension == "territory":
        _, flow, level, above, market, product = family
        return [(flow, t, market, product) for t in cube.below
                if codes.level(t) == level and codes.upper_territory(t) == above and (market, product) in cube.below[t]]
    if dimension == "market":
        _, flow, territory, product = family
        return [(flow, territory, m, product) for m in cube.markets
                if codes.market_kind[m] == "country" and (m, product) in cube.below[territory]]
    _, flow, territory, market, level, above = family
    return [(flow, territory, market, p) for m, p in cube.below[territory]
            if m == market and codes.product_level(p) == level and codes.upper_product(p) == above]


def ranked(values, siblings):
    return [1 + len(others) - bisect_right(others, x) if x else None for x, others in zip(values, siblings)]


def history(view, key, columns):
    whole, yoy = view.whole(key), columns["yoy_percent"]
    earlier = [[x for x in whole[i - view.step::-view.step] if x is not None] if i >= view.step else []
               for i in range(view.size)]
    columns["years_compared"] = [len(values) for values in earlier]
    columns["record_high"] = [None if x is None or len(values) < YEARS_FOR_A_RECORD else x > max(values)
                              for x, values in zip(whole, earlier)]
    columns["acceleration_pp"] = minus(yoy, period_before(view, yoy))
    for years in (3, 5):
        columns[f"cagr_{years}y_percent"] = [
            None if x is None or not base else 100 * ((x / base) ** (1 / years) - 1)
            for x, base in zip(whole, view.before(whole, years))]


def period_before(view, values):
    shifted = [None] + values[:-1]
    if view.span.within_year:
        shifted = [None if i % view.step == 0 else x for i, x in enumerate(shifted)]
    return shifted


def balance(view, key, columns):
    both = {key[0]: view.whole(key), OTHER_FLOW[key[0]]: view.whole((OTHER_FLOW[key[0]],) + key[1:])}
    columns["balance_eur"] = minus(both["export"], both["import"])
    columns["interchange_eur"] = plus(both["export"], both["import"])
    columns["normalised_balance"] = ratio(columns["balance_eur"], columns["interchange_eur"])


def specialisation(view, key, columns):
    """x and X are of the cell, x_i and X of WORLD and ALL; X is Italy's."""
    flow, territory, market, product = key
    x, own = view.whole(key), view.whole((flow, territory, "WORLD", "ALL"))
    italy, all_of_italy = view.whole((flow, "IT", market, product)), view.whole((flow, "IT", "WORLD", "ALL"))
    quotients = [None if None in four or not (four[1] and four[2] and four[3]) else quotient(*four)
                 for four in zip(x, own, italy, all_of_italy)]
    for place, name in enumerate(("location_quotient", "symmetric_specialisation", "normalised_specialisation")):
        columns[name] = [three and three[place] for three in quotients]


def quotient(x, own, italy, all_of_italy):
    here, there = x * all_of_italy, own * italy
    return here / there, (here - there) / (here + there), (here - there) / all_of_italy ** 2


def concentration(view, key, columns):
    flow, territory, market, product = key
    cube, codes = view.cube, view.codes
    cells = cube.below[territory]
    parts = {"market": [], "sector": [], "province": []}
    if market == "WORLD":
        parts["market"] = [(flow, territory, m, product) for m in cube.markets if (m, product) in cells]
    if product == "ALL" and cube.sample.finest:
        parts["sector"] = [(flow, territory, market, p) for m, p in cells
                           if m == market and codes.product_level(p) == cube.sample.finest]
    if codes.level(territory) in ("region", "macro_area", "country", "constant_area"):
        parts["province"] = [(flow, t, market, product) for t in cube.below
                             if codes.level(t) == "province" and territory in codes.territories_above(t) + codes.areas[t]
                             and (market, product) in cube.below[t]]
    for name, keys in parts.items():
        three = herfindahl(view.whole(key), [view.whole(part) for part in keys])
        columns[name + "_hhi"], columns[name + "_hhi_parts"] = three[0], three[1]
        if name != "province":
            columns[name + "_hhi_normalised"] = three[2]


def herfindahl(totals, parts):
    """(index, number of parts, normalised index) per position."""
    rows = zip(*parts) if parts else [(None,)] * len(totals)
    return list(zip(*(herfindahl_at(total, values) for total, values in zip(totals, rows))))


def herfindahl_at(total, values):
    if not total or None in values:
        return None, None, None
    active = [x for x in values if x > 0]
    if not active:
        return None, None, None
    n, square = len(active), total * total
    squares = sum(x * x for x in active)
    normalised = (n * squares - square) / (square * (n - 1)) if n > 1 and sum(active) == total else None
    return squares / square, n, normalised


def diversity(view, key, columns):
    """Theil's index over group x country, countries proper only, at a territory's total."""
    names = ("theil", "theil_extensive", "theil_intensive", "theil_active_cells", "theil_possible_cells")
    flow, territory, market, product = key
    rows = [(None,) * 5] * view.size
    if (market, product) == ("WORLD", "ALL") and view.cube.has_leaves(market):
        leaves = [view.whole((flow, territory, m, p)) for m, p in view.cube.below[territory]
                  if view.codes.market_kind.get(m) == "country" and view.codes.product_level(p) == "group"]
        rows = [theil(values, possible_cells(view, i)) for i, values in enumerate(zip(*leaves))]
    for place, name in enumerate(names):
        columns[name] = [row[place] for row in rows]


def possible_cells(view, position):
    first = max(view.span.windows[position][0], 0)
    year, place = divmod(first, view.cube.per_year)
    month = place * (12 // view.cube.per_year) + 1
    day = datetime.date(int(view.cube.names[0][:4]) + year, month, 1).isoformat()
    return view.codes.groups * view.codes.countries_on(day)


def theil(values, possible):
    if None in values or not any(values):
        return None, None, None, None, None
    active = [x for x in values if x > 0]
    total, n = sum(active), len(active)
    within = math.fsum(x / total * math.log(x * n / total) for x in active)
    between = math.log(possible / n)
    return within + between, between, within, n, possible


def volatility(view, key, columns):
    rows = [None] * view.size
    if view.cube.per_year > 1:
        rates = view.quarters.yearly_growth(key)
        rows = [deviation(rates[:end]) for end in view.quarters.ended[view.span.name]]
    columns["volatility_pp"] = rows


def deviation(rates):
    last = [rate for rate in rates if rate is not None][-QUARTERS_OF_VOLATILITY:]
    if len(last) < FEWEST_QUARTERS:
        return None
    mean = math.fsum(last) / len(last)
    return math.sqrt(math.fsum((rate - mean) ** 2 for rate in last) / (len(last) - 1))


class Quarters:
    """Growth of single quarters, and how many of them had ended with each position of each span."""

    def __init__(self, cube):
        self.view = View(cube, quarters_of(cube.names))
        self.rates = {}
        ends = [b for _, b in self.view.span.windows]
        self.ended = {span.name: [bisect_right(ends, b) for _, b in span.windows] for span in cube.spans}

    def yearly_growth(self, key):
        if key not in self.rates:
            whole = self.view.whole(key)
            self.rates[key] = growth(whole, self.view.before(whole))
        return self.rates[key]


def margins(view, key, columns):
    flow, territory, market, product = key
    extensive = [None] * view.size
    if view.cube.has_leaves(market):
        place = flow, territory
        if place not in view.margins:
            view.margins[place] = extensive_margins(view, flow, territory)
        gained = view.margins[place].get((market, product), [0] * view.size)
        extensive = [None if change is None else x for change, x in zip(columns["change_eur"], gained)]
    columns["extensive_margin_eur"] = extensive
    columns["intensive_margin_eur"] = minus(columns["change_eur"], extensive)


def extensive_margins(view, flow, territory):
    """Per cell of the territory: new group x partner cells less lost ones."""
    gained = {}
    for market, group in view.cube.below[territory]:
        if view.codes.is_partner(market) and view.codes.product_level(group) == "group":
            now = view.whole((flow, territory, market, group))
            leaf = [new_less_lost(x1, x0) for x1, x0 in zip(now, view.before(now))]
            if any(leaf):
                for m in (market, "WORLD"):
                    for p in [group] + view.codes.products_above(group):
                        sum_into(gained, (m, p), leaf)
    return gained


def new_less_lost(x1, x0):
    if x1 is None or x0 is None:
        return 0
    return x1 if x0 == 0 else -x0 if x1 == 0 else 0


SHIFT_SHARE = ("growth", "sector_mix", "market_mix", "entry", "exit")


def shift_share(view, key, columns):
    flow, territory, market, product = key
    terms = [[None] * view.size] * len(SHIFT_SHARE)
    if view.cube.has_leaves(market) and (product == "ALL" or product in view.codes.sectors):
        place = flow, territory
        if place not in view.terms:
            view.terms[place] = shift_share_terms(view, flow, territory)
        nothing = [[0] * view.size] * len(SHIFT_SHARE)
        terms = [[None if change is None else x for change, x in zip(columns["change_eur"], term)]
                 for term in view.terms[place].get((market, product), nothing)]
    own = columns["change_eur"] if terms[0] is not None else None
    for name, term in zip(SHIFT_SHARE, terms):
        columns[f"shift_share_{name}_eur"] = term
        own = minus(own, term)
    columns["shift_share_own_eur"] = own


def shift_share_terms(view, flow, territory):
    """Per cell of the territory the five terms that are not the own one, summed over its leaves."""
    sums = {}
    everything = benchmark(view, flow, "WORLD", "ALL")
    for market, sector in view.cube.below[territory]:
        if view.codes.is_partner(market) and sector in view.codes.sectors:
            now = view.whole((flow, territory, market, sector))
            rows = [leaf_terms(*row) for row in zip(now, view.before(now), everything,
                    benchmark(view, flow, "WORLD", sector), benchmark(view, flow, market, sector))]
            terms = list(zip(*rows))
            for cell in ((market, sector), ("WORLD", sector), (market, "ALL"), ("WORLD", "ALL")):
                there = sums.get(cell)
                sums[cell] = terms if there is None else [[a + b for a, b in zip(*two)] for two in zip(there, terms)]
    return sums


def benchmark(view, flow, market, product):
    """Italy's (now, a year before) per position."""
    now = view.whole((flow, "IT", market, product))
    return list(zip(now, view.before(now)))


def leaf_terms(x1, x0, everything, sector, cell):
    if x1 is None or x0 is None:
        return 0, 0, 0, 0, 0
    if x0 == 0 or x1 == 0:
        return 0, 0, 0, x1, -x0
    so_far, cumulated = 0, []
    for now, base in (everything, sector, cell):
        so_far = rounded(x0 * (now - base), base) if base else so_far
        cumulated.append(so_far)
    a, b, c = cumulated
    return a, b - a, c - b, 0, 0


def like_for_like(view, key, columns):
    """Growth over the months or quarters known in both years, where one of the two is not whole."""
    known, whole = view.cell(key)
    series, lag = view.cube.get(key), view.cube.per_year
    growths, covered = [None] * view.size, [None] * view.size
    unequal = [i for i in range(view.step, view.size) if known[i] is not None and known[i - view.step] is not None
               and (view.whole(key)[i] is None or view.whole(key)[i - view.step] is None)]
    for i in unequal:
        a, b = view.bounds[i]
        both = [j for j in range(a, b) if j >= lag and series[j] is not None and series[j - lag] is not None]
        now, base = sum(series[j] for j in both), sum(series[j - lag] for j in both)
        if both and base:
            growths[i] = 100 * (now - base) / base
            covered[i] = 100 * now / known[i] if known[i] else None
    columns["coverage_adjusted_yoy_percent"], columns["coverage_adjusted_share_percent"] = growths, covered


def since_programme(view, key, columns):
    flow, territory, market, product = key
    whole, total = view.whole(key), view.whole((flow, territory, "WORLD", "ALL"))
    share = ratio(whole, total, 100)
    years = [view.codes.programme_year(market, product, int(name[:4])) for name in view.span.names]
    since, change = [], []
    for i, (name, year) in enumerate(zip(view.span.names, years)):
        base = None if year is None else i - view.step * (int(name[:4]) - year + 1)
        there = base is not None and base >= 0
        since.append(growth([whole[i]], [whole[base]])[0] if there else None)
        change.append(minus([share[i]], [share[base]])[0] if there else None)
    columns["programme_year"] = years
    columns["since_programme_percent"], columns["share_since_programme_pp"] = since, change


# --- comparison

EURO, COUNT, TEXT, TRUTH = "euro", "count", "text", "truth"


def kind_of(column):
    """How a column is compared: exactly, or within 1e-9 x the larger of |value| and this floor."""
    if column.endswith("_eur"):
        return EURO
    if column.startswith("rank_") or column.endswith(("_parts", "_cells", "_compared", "_year")):
        return COUNT
    if column.endswith(("_flags", "_status")):
        return TEXT
    if column == "record_high":
        return TRUTH
    if column.endswith(("_percent", "_pp")):
        return 1e-2
    return 1e-6 if column == "normalised_specialisation" else 1e-3


def same(kind, expected, found):
    """Whether the text of a published field is the expected value; '' is null."""
    if expected is None or found == "":
        return expected is None and found == ""
    if kind is EURO:
        return cents(found) == expected if found[0] != "-" else -cents(found[1:]) == expected
    if kind is COUNT:
        return int(found) == expected
    if kind is TEXT:
        return found == expected
    if kind is TRUTH:
        return found == ("true" if expected else "false")
    return abs(float(found) - expected) <= 1e-9 * max(abs(expected), kind)


def shown(kind, expected):
    if expected is None:
        return "null"
    return f"{expected / 100:.2f}" if kind is EURO else repr(expected) if isinstance(expected, float) else str(expected)


class Tally:
    """Per indicator: cells compared, nulls on both sides, differences, and the first of them.

    "the cell itself" counts cells that one side has and the other has not.
    """

    def __init__(self, examples):
        self.compared, self.nulls = defaultdict(int), defaultdict(int)
        self.differences, self.examples, self.most = defaultdict(int), defaultdict(list), examples

    def differ(self, column, key, expected, found, status):
        self.differences[column] += 1
        if len(self.examples[column]) < self.most:
            self.examples[column].append((key, expected, found or "null", status))

    def print(self):
        print(f"{'indicator':38} {'compared':>10} {'both null':>10} {'differences':>12}")
        for column, compared in self.compared.items():
            print(f"{column:38} {compared:>10,} {self.nulls[column]:>10,} {self.differences[column]:>12,}")
        for column, examples in self.examples.items():
            print(f"\n{column}: {self.differences[column]:,} differ, the first of them")
            for key, expected, found, status in examples:
                print(f"  {' '.join(key)}: expected {expected}, found {found}" + (f" ({status})" if status else ""))


class Published:
    """The newest release of a collection, read through DuckDB."""

    def __init__(self, reports, collection, classes, scratch):
        pointer = os.path.join(reports, collection, "latest.json")
        if not os.path.exists(pointer):
            fail(f"expected a release, found no {pointer}: write it with ./export-matrix run")
        with open(pointer, encoding="utf-8") as file:
            self.release = json.load(file)["release"]
        self.scratch = scratch
        self.java = ["java", "-Xmx300m", "-cp", classes, "exportmatrix.benchmarks.peers.DuckDb"]
        self.folder = os.path.join(reports, collection, "release=" + self.release)

    def levels(self, broad):
        """Which products each kind of market has: (market is a broad one, product level)."""
        names = ", ".join(f"'{market}'" for market in broad)
        rows = self.query(f"select distinct market in ({names}) as broad, product_level from {{}}", "*")
        return {(row["broad"] == "true", row["product_level"]) for row in rows}

    def cells(self, span, columns, where):
        names = ", ".join(["flow", "period", "territory", "market", "product"] + columns)
        yield from self.query(f"select {names} from {{}} where {where} order by flow, territory, market, product, period", span)

    def query(self, query, span):
        files = os.path.join(self.folder, "indicators", "span=" + span, "*", "*.parquet")
        table = f"read_parquet('{files}', hive_partitioning = true, hive_types_autocast = false)"
        to = os.path.join(self.scratch, "cells.csv")
        copy = self.java + ["csv", "query=" + query.format(table), "to=" + to, "spill=" + self.scratch]
        done = subprocess.run(copy, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
        if done.returncode:
            fail(f"{files}: expected columns as in docs/tables.md and list indicators, found: {done.stderr.strip()}")
        with open(to, encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)


class Selection:
    """Which cells are compared: of some territories all, of the others the total. None: of all, all."""

    def __init__(self, territories):
        self.territories = territories

    def holds(self, territory, market, product):
        return self.territories is None or territory in self.territories or (market, product) == ("WORLD", "ALL")

    def where(self):
        if self.territories is None:
            return "true"
        names = ", ".join(f"'{t}'" for t in sorted(self.territories))
        return f"territory in ({names}) or (market = 'WORLD' and product = 'ALL')"


def compare(cube, published, selection, tally):
    quarters = Quarters(cube) if cube.per_year > 1 else None
    levels = published.levels(cube.broad)
    for span in cube.spans:
        view = View(cube, span)
        view.quarters = quarters
        cells = by_cell(published.cells(span.name, columns_of(view), selection.where()))
        expected = expected_cells(cube, levels, selection)
        for key, rows in cells:
            expected.discard(key)
            compare_cell(view, key, rows, tally)
        for key in sorted(expected):
            compare_cell(view, key, {}, tally)


def columns_of(view):
    """All columns that indicators() gives, and the statuses beside them."""
    some = next(iter(view.cube.series))
    names = list(indicators(view, some))
    with_status = [n for n in names if not n.endswith(("_flags", "_status", "_parts", "_cells", "_compared", "_year"))
                   and n != "coverage_adjusted_share_percent"]
    return names + [n + "_status" for n in with_status if n + "_status" not in names]


def by_cell(rows):
    """Rows that come sorted, as (key, {period: row}) per cell."""
    key, together = None, {}
    for row in rows:
        next_key = row["flow"], row["territory"], row["market"], row["product"]
        if next_key != key:
            if key:
                yield key, together
            key, together = next_key, {}
        together[row["period"]] = row
    if key:
        yield key, together


def expected_cells(cube, levels, selection):
    return {key for key in cube.series
            if (key[2] in cube.broad, cube.codes.product_level(key[3])) in levels and selection.holds(*key[1:])}


def compare_cell(view, key, rows, tally):
    positions = set(view.published(key))
    names = view.span.names
    unexpected = set(rows) - {names[i] for i in positions}
    for period in unexpected:
        tally.differ("the cell itself", (view.span.name, period) + key, "no row", "a row", None)
    tally.compared["the cell itself"] += len(positions | unexpected)
    there = []
    for i in sorted(positions):
        if names[i] in rows:
            there.append((i, rows[names[i]]))
        else:
            tally.differ("the cell itself", (view.span.name, names[i]) + key, "a row", None, None)
    if there:
        for column, values in indicators(view, key).items():
            compare_column(view, key, column, values, there, tally)


def compare_column(view, key, column, values, rows, tally):
    kind, nulls = kind_of(column), 0
    for i, row in rows:
        found, expected = row[column], values[i]
        if found == "" and row.get(column + "_status") in ("", "OK"):
            tally.differ(column + "_status", (view.span.name, view.span.names[i]) + key, "a reason", row[column + "_status"], None)
        if found == "" and expected is None:
            nulls += 1
        elif not same(kind, expected, found):
            tally.differ(column, (view.span.name, view.span.names[i]) + key, shown(kind, expected), found,
                         row.get(column + "_status"))
    tally.compared[column] += len(rows)
    tally.nulls[column] += nulls


# --- the run


def home_territories(codes):
    return {"IT", "ITC4"} | {t for t in codes.territory if codes.level(t) == "province" and codes.region(t) == "ITC4"}


def arguments():
    parser = argparse.ArgumentParser(prog="benchmarks/recompute", description="Recomputes the published indicators of the samples.")
    parser.add_argument("--root", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--classes", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--reports", required=True, help="folder of the releases, such as out/reports")
    parser.add_argument("--collection", action="append", help="only this one; may be repeated")
    parser.add_argument("--all", action="store_true", help="every cell of every territory")
    parser.add_argument("--examples", type=int, default=5, help="differing cells shown per indicator")
    return parser.parse_args()


def fail(message):
    print(f"benchmarks/recompute: {message}", file=sys.stderr)
    sys.exit(2)


def main():
    options = arguments()
    codes = Codes(os.path.join(options.root, "pipeline/src/main/resources/exportmatrix/codes"))
    different = False
    for sample in SAMPLES:
        if options.collection and sample.name not in options.collection:
            continue
        small = sample.name != "synthetic-provinces"
        selection = Selection(None if options.all or small else home_territories(codes))
        different |= recompute(sample, codes, options, selection)
    sys.exit(1 if different else 0)


def recompute(sample, codes, options, selection):
    files = sorted(glob.glob(os.path.join(options.root, "data-samples", sample.name, sample.files)))
    cube = Cube(sample, codes, observations(files, sample.read, codes))
    tally = Tally(options.examples)
    with tempfile.TemporaryDirectory() as scratch:
        published = Published(options.reports, sample.name, options.classes, scratch)
        compare(cube, published, selection, tally)
    print(f"== {sample.name}, release {published.release}")
    tally.print()
    print(flush=True)
    return any(tally.differences.values())


if __name__ == "__main__":
    main()
