"""Writes the golden of Lombardy's annual table to stdout: every figure that the test asks of the cube.

lombardy.py data-samples/istat-lombardia/istat-lombardia_2026-03-11.csv > jobs/src/test/resources/exportmatrix/jobs/lombardy.csv

Flow x section or total x year, from the raw file and the formulas alone, in exact fractions. A
section that the file leaves out in a year of which it gives others is zero; a year is listed where
the section is traded in it or was the year before. No row of the file is zero, secret or rejected,
so of the growth statuses only those below can occur.
"""

import csv
import sys
from decimal import Decimal, localcontext
from fractions import Fraction

FLOWS = {"EV": "export", "IV": "import"}
TINY_EUROS = 4_000_000  # one million a quarter
OVER_PERCENT = Fraction("999.9")
YEARS_FOR_A_RECORD = 3
DIGITS = 20


def values(path):
    """(flow, product) -> {year: euros}, as the file says."""
    said = {}
    with open(path, encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            row = {name.partition(":")[0]: cell.partition(":")[0] for name, cell in row.items()}
            place = row["FREQ"], row["REF_AREA"], row["ADJUSTMENT"], row["PARTNER_COUNTRY"]
            euros, year = int(row["OBS_VALUE"]), int(row["TIME_PERIOD"])
            if place != ("A", "ITC4", "N", "WORLD") or row["OBS_STATUS"] or euros <= 0:
                raise SystemExit(f"{path}: expected raw figures above zero of ITC4 with WORLD, found {row}")
            history = said.setdefault((FLOWS[row["DATA_TYPE"]], row["CPA_ATECO2007_COE"]), {})
            if history.setdefault(year, euros) != euros:
                raise SystemExit(f"{path}: two values of {row}")
    return said


def growth(now, prior):
    """yoy_percent and every growth status that applies."""
    if prior is None:
        return None, ["NO_PRIOR"]
    if prior == 0:
        return None, ["ENTRY"]
    percent = Fraction(100 * (now - prior), prior)
    flags = ["EXIT"] * (now == 0) + ["TINY_BASE"] * (prior < TINY_EUROS) + ["OVER_999"] * (percent > OVER_PERCENT)
    return percent, flags or ["OK"]


def compound(now, base, years):
    if not base:
        return None
    with localcontext() as context:
        context.prec = 2 * DIGITS
        return 100 * ((Decimal(now) / Decimal(base)) ** (1 / Decimal(years)) - 1)


def text(figure):
    if figure is None:
        return ""
    if isinstance(figure, bool):
        return str(figure).lower()
    with localcontext() as context:
        context.prec = DIGITS
        exact = Decimal(figure.numerator) / figure.denominator if isinstance(figure, Fraction) else figure
        return f"{+Decimal(exact):f}"


def cells(said):
    for (flow, product), history in sorted(said.items()):
        total = said[flow, "ALL"]
        at = {year: history.get(year, 0) for year in total}
        for year in sorted(total):
            now, prior = at[year], at.get(year - 1)
            if now == 0 and not prior:
                continue
            percent, flags = growth(now, prior)
            earlier = [at[before] for before in total if before < year]
            is_section = product != "ALL"
            yield {
                "flow": flow,
                "product": product,
                "period": year,
                "value_eur": now,
                "prior_value_eur": prior,
                "yoy_percent": percent,
                "yoy_percent_status": flags[0],
                "yoy_flags": " ".join(flags),
                "contribution_product_pp":
                    Fraction(100 * (now - prior), total[year - 1]) if is_section and prior is not None else None,
                "sector_share_of_territory_percent": Fraction(100 * now, total[year]),
                "record_high": now > max(earlier) if len(earlier) >= YEARS_FOR_A_RECORD else None,
                "years_compared": len(earlier),
                "cagr_3y_percent": compound(now, at.get(year - 3), 3),
                "cagr_5y_percent": compound(now, at.get(year - 5), 5),
            }


def main(path):
    rows = list(cells(values(path)))
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(rows[0])
    for row in rows:
        out.writerow([cell if isinstance(cell, str) else text(cell) for cell in row.values()])


main(*sys.argv[1:])
