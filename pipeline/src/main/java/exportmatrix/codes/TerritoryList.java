package exportmatrix.codes;

import exportmatrix.model.TerritoryLevel;
import exportmatrix.model.Wording;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads and checks the list of territories: rows in, {@link Territories} out. */
final class TerritoryList {

  private static final Pattern OVERLAPPED =
      Pattern.compile(Pattern.quote(Territory.OVERLAP) + "([A-Z0-9+]+).*");

  private TerritoryList() {}

  static Territories read(List<Row> rows, Markets markets, Problems problems) {
    Map<String, Territory> italian = new LinkedHashMap<>();
    Map<String, Row> byCode = new LinkedHashMap<>();
    for (Row row : rows) {
      byCode.put(row.text("code"), row);
      territory(row, problems).ifPresent(found -> italian.put(found.code(), found));
    }
    for (Territory territory : italian.values()) {
      checkParent(territory, byCode, italian, problems);
    }
    Territory italy = italian.get(Wording.ITALY);
    if (italy == null || italy.level() != TerritoryLevel.COUNTRY) {
      problems.add(
          "territories",
          "a row " + Wording.ITALY + " of level country",
          italy == null ? "none" : "level " + italy.level().code(),
          "add or correct it");
    }
    return new Territories(italian, foreign(markets));
  }

  /** The macro-areas or provinces that a note such as {@code overlap:ITC+ITD (Nord)} names. */
  static List<String> overlapped(String note) {
    Matcher matcher = OVERLAPPED.matcher(note);
    return matcher.matches() ? Arrays.asList(matcher.group(1).split("\\+", -1)) : List.of();
  }

  private static Optional<Territory> territory(Row row, Problems problems) {
    problems.checkCode(row, "code");
    if (row.text("name_it").isEmpty()) {
      problems.add(row, "name_it", "the Italian name", "add it");
    }
    Validity validity = Validity.of(row, problems);
    Optional<TerritoryLevel> level =
        Arrays.stream(TerritoryLevel.values())
            .filter(known -> known.code().equals(row.text("level")))
            .findFirst();
    if (level.isEmpty()) {
      problems.add(
          row,
          "level",
          "country, macro_area, region, constant_area, province or residual",
          "correct the level");
    }
    String name = row.text("name_it", row.text("code"));
    return level.map(
        known ->
            new Territory(
                row.text("code"),
                known,
                row.text("parent", null),
                name,
                row.text("name_en", name),
                row.text("nuts2021"),
                row.text("istat_code"),
                row.text("car_plate"),
                validity.from(),
                validity.to(),
                row.text("note")));
  }

  private static void checkParent(
      Territory territory, Map<String, Row> rows, Map<String, Territory> known, Problems problems) {
    Row row = rows.get(territory.code());
    TerritoryLevel expected =
        switch (territory.level()) {
          case COUNTRY -> null;
          case MACRO_AREA, RESIDUAL -> TerritoryLevel.COUNTRY;
          case REGION -> TerritoryLevel.MACRO_AREA;
          case PROVINCE -> TerritoryLevel.REGION;
          case CONSTANT_AREA ->
              Wording.ITALY.equals(territory.parent())
                  ? TerritoryLevel.COUNTRY
                  : TerritoryLevel.REGION;
        };
    if (expected == null) {
      if (!territory.code().equals(Wording.ITALY) || territory.parent() != null) {
        problems.add(
            row.at(),
            "one country, " + Wording.ITALY + ", without a parent",
            territory.code() + " under '" + row.text("parent") + "'",
            "foreign reporters come from the markets list");
      }
      return;
    }
    // A parent whose own row is faulty has been noted there.
    boolean faulty = rows.containsKey(territory.parent()) && !known.containsKey(territory.parent());
    Territory parent = known.get(territory.parent());
    if (!faulty && (parent == null || parent.level() != expected || parent.overlap())) {
      problems.add(
          row,
          "parent",
          territory.level() == TerritoryLevel.CONSTANT_AREA
              ? "a region of this list, or " + Wording.ITALY
              : "a " + expected.code() + " of this list that is no overlap",
          "correct the parent or add its row");
    }
    checkParts(territory, row, rows, known, problems);
  }

  /** An overlap names others of its level, a constant area the provinces that it is made of. */
  private static void checkParts(
      Territory territory,
      Row row,
      Map<String, Row> rows,
      Map<String, Territory> known,
      Problems problems) {
    boolean constant = territory.level() == TerritoryLevel.CONSTANT_AREA;
    if (!constant && !territory.overlap()) {
      return;
    }
    List<String> parts = overlapped(territory.note());
    if (rows.keySet().containsAll(parts) && !known.keySet().containsAll(parts)) {
      // A part whose own row is faulty has been noted there.
      return;
    }
    TerritoryLevel of = constant ? TerritoryLevel.PROVINCE : TerritoryLevel.MACRO_AREA;
    boolean sound =
        (constant || territory.level() == TerritoryLevel.MACRO_AREA)
            && !parts.isEmpty()
            && parts.stream()
                .allMatch(
                    part ->
                        known.containsKey(part)
                            && known.get(part).level() == of
                            && !known.get(part).overlap());
    if (!sound) {
      problems.add(
          row,
          "note",
          constant
              ? "the provinces of which the area is made, such as overlap:ITC45+IT108"
              : "a macro_area whose note names macro-areas, such as overlap:ITC+ITD",
          constant ? "correct the note" : "correct the level or the note");
    } else if (constant
        && known.containsKey(territory.parent())
        && known.get(territory.parent()).level() == TerritoryLevel.REGION
        && !parts.stream().allMatch(part -> territory.parent().equals(known.get(part).parent()))) {
      problems.add(
          row,
          "parent",
          "the region of all its provinces, or " + Wording.ITALY,
          "correct the parent or the note");
    }
  }

  private static Map<String, Territory> foreign(Markets markets) {
    Map<String, Territory> foreign = new LinkedHashMap<>();
    for (Market market : markets.all()) {
      if (market.kind() == MarketKind.COUNTRY) {
        foreign.put(
            market.code(),
            new Territory(
                market.code(),
                TerritoryLevel.COUNTRY,
                null,
                market.nameIt(),
                market.nameEn(),
                "",
                "",
                "",
                market.validFrom(),
                market.validTo(),
                market.note()));
      }
    }
    return foreign;
  }
}
