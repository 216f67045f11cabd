"""The cube of cube.sql as a user of pandas would write it.

cube.py DATA CODES OUT, three folders. Debian's pandas comes without a writer of Parquet, so the
cells are written as pickles, the cheapest that pandas offers by itself: one per span and period.
`cube.py --to-csv OUT` turns these into CSV for the comparison.
"""

import glob
import pathlib
import sys

import pandas as pd

CELL = ["flow", "span", "period", "territory", "market", "product"]
COLUMNS = {
    "DATA_TYPE: Indicator": "flow",
    "REF_AREA: Territory": "territory",
    "PARTNER_COUNTRY: Partner country": "market",
    "CPA_ATECO2007_COE: CPA": "product",
    "TIME_PERIOD: Time": "period",
    "OBS_VALUE": "value_eur",
}


def code_list(codes, name):
    return pd.read_csv(f"{codes}/{name}.csv", keep_default_na=False)


def observations(data, codes):
    files = sorted(glob.glob(f"{data}/*.csv"))
    parts = []
    for file in files:
        rows = pd.read_csv(file, usecols=list(COLUMNS), dtype="str", keep_default_na=False).rename(columns=COLUMNS)
        for column in ["flow", "territory", "market", "product"]:
            rows[column] = rows[column].str.split(":", n=1).str[0].astype("category")
        rows["flow"] = rows["flow"].map({"EV": "export", "IV": "import"})
        rows["value_eur"] = pd.to_numeric(rows["value_eur"], errors="coerce")
        valid = (
            rows["flow"].notna()
            & rows["territory"].isin(code_list(codes, "territories")["territory"])
            & rows["market"].isin(code_list(codes, "markets")["market"])
            & rows["product"].isin(code_list(codes, "products")["product"])
            & rows["period"].str.fullmatch(r"\d{4}-Q[1-4]")
            & (rows["value_eur"] >= 0)
        )
        if not valid.all():
            raise SystemExit(f"{file}: {(~valid).sum()} rows rejected")
        parts.append(rows)
    return pd.concat(parts).astype({c: "str" for c in ["flow", "territory", "market", "product"]})


def summed(rows, keys):
    return rows.groupby(keys, sort=False, as_index=False)["value_eur"].sum()


def cells(data, codes):
    keys = ["flow", "territory", "market", "product", "period"]
    rows = observations(data, codes).merge(code_list(codes, "products"), on="product")
    rows = pd.concat([
        summed(rows.assign(product=rows["sector"]), keys),
        summed(rows.assign(product="ALL"), keys),
    ])
    in_groups = rows.merge(code_list(codes, "market_groups"), on=["market", "period"])
    rows = pd.concat([
        rows,
        summed(rows.assign(market="WORLD"), keys),
        summed(in_groups.assign(market=in_groups["market_group"]), keys),
    ])
    placed = rows.merge(code_list(codes, "territories"), on="territory")
    in_regions = placed[placed["region"] != ""]
    rows = pd.concat([
        rows,
        summed(in_regions.assign(territory=in_regions["region"]), keys),
        summed(in_regions.assign(territory=in_regions["macro_area"]), keys),
        summed(rows.assign(territory="IT"), keys),
    ])
    return over_spans(rows.rename(columns={"period": "quarter"}))


def spans(quarters):
    """Every span and period with its quarters; a year is whole when all four are in the data."""
    q = pd.DataFrame({"quarter": sorted(quarters)})
    q["year"] = q["quarter"].str[:4].astype(int)
    q["number"] = q["quarter"].str[-1].astype(int)
    single = q.assign(span="quarter", period=q["quarter"], whole=True)
    to_date = q.merge(q, on="year", suffixes=("", "_last"))
    to_date = to_date[to_date["number"] <= to_date["number_last"]]
    to_date = to_date.assign(span="year_to_date", period=to_date["quarter_last"], number=to_date["number_last"], whole=True)
    years = q.assign(span="year", period=q["year"].astype(str), number=0, whole=q.groupby("year")["quarter"].transform("size") == 4)
    return pd.concat([single, to_date, years])[["span", "year", "number", "period", "quarter", "whole"]]


def over_spans(rows):
    all_spans = spans(rows["quarter"].unique())
    periods = all_spans.drop(columns="quarter").drop_duplicates()
    before = periods.assign(year=periods["year"] + 1, prior_period=periods["period"])
    periods = periods.merge(before[["span", "year", "number", "prior_period"]], on=["span", "year", "number"], how="left")
    periods = periods.drop(columns=["year", "number"])
    cells_now = summed(rows.merge(all_spans[["span", "period", "quarter"]], on="quarter"), CELL)
    return with_prior(cells_now, periods)


def with_prior(now, periods):
    """What trades now or traded a year before: no trade is zero, but before the first year nothing is known."""
    prior = now.rename(columns={"period": "prior_period", "value_eur": "prior_value_eur"})
    prior = prior.merge(periods[["span", "period", "prior_period"]], on=["span", "prior_period"]).drop(columns="prior_period")
    both = now.merge(prior, on=CELL, how="outer").merge(periods, on=["span", "period"])
    both["value_eur"] = both["value_eur"].fillna(0)
    known = both["prior_period"].notna()
    both["prior_value_eur"] = both["prior_value_eur"].fillna(0).where(known)
    return both.drop(columns="prior_period")


def indicators(compared, codes):
    territories = code_list(codes, "territories")[["territory", "level", "parent"]]
    beside = ["flow", "span", "period", "market", "product"]
    parent = compared[beside + ["territory", "prior_value_eur"]]
    parent = parent.rename(columns={"territory": "parent", "prior_value_eur": "parent_prior_eur"})
    italy = compared.loc[compared["territory"] == "IT", beside + ["value_eur"]]
    italy = italy.rename(columns={"value_eur": "italy_eur"})
    c = compared.merge(territories, on="territory")
    c = c.merge(parent, on=beside + ["parent"], how="left").merge(italy, on=beside, how="left")
    change = 100 * (c["value_eur"] - c["prior_value_eur"])
    c["yoy_percent"] = (change / c["prior_value_eur"]).where(c["whole"] & (c["prior_value_eur"] > 0))
    c["contribution_territory_pp"] = (change / c["parent_prior_eur"]).where(c["whole"] & (c["parent_prior_eur"] > 0))
    c["share_of_italy_percent"] = (100 * c["value_eur"] / c["italy_eur"]).where(c["whole"] & (c["italy_eur"] > 0))
    rank = c.groupby(beside + ["level", "parent"], sort=False)["value_eur"].rank(method="min", ascending=False)
    c["rank_in_territory"] = rank.where(c["whole"] & (c["value_eur"] > 0) & (c["level"] != "residual"))
    c["value_eur"] = c["value_eur"].where(c["whole"] | (c["value_eur"] > 0))
    return c.drop(columns=["whole", "level", "parent", "parent_prior_eur", "italy_eur"])


def write(cube, out):
    for (span, period), part in cube.groupby(["span", "period"], sort=False):
        folder = pathlib.Path(out, f"span={span}", f"period={period}")
        folder.mkdir(parents=True)
        part.drop(columns=["span", "period"]).to_pickle(folder / "cells.pickle")


def to_csv(out):
    for pickle in pathlib.Path(out).glob("*/*/cells.pickle"):
        pd.read_pickle(pickle).to_csv(pickle.with_suffix(".csv"), index=False)


if sys.argv[1] == "--to-csv":
    to_csv(sys.argv[2])
else:
    data_folder, codes_folder, out_folder = sys.argv[1:]
    write(indicators(cells(data_folder, codes_folder), codes_folder), out_folder)
