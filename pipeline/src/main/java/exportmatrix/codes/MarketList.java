package exportmatrix.codes;

import exportmatrix.codes.Markets.Membership;
import exportmatrix.model.MarketLevel;
import exportmatrix.model.Wording;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads and checks the lists of markets and of group members: rows in, {@link Markets} out. */
final class MarketList {

  private static final Pattern ISO2 = Pattern.compile("([A-Z]{2})?");

  private MarketList() {}

  static Markets read(List<Row> markets, List<Row> groups, Problems problems) {
    Map<String, Market> byCode = new LinkedHashMap<>();
    Set<String> listed = new LinkedHashSet<>();
    for (Row row : markets) {
      listed.add(row.text("code"));
      market(row, problems).ifPresent(market -> byCode.put(market.code(), market));
    }
    if (!listed.contains(Wording.WORLD)) {
      problems.add("markets", "a row " + Wording.WORLD + " of kind world", "none", "add it");
    }
    // A market whose own row is faulty has been noted there.
    listed.removeAll(byCode.keySet());
    Map<String, List<Membership>> memberships = new LinkedHashMap<>();
    for (Row row : groups) {
      membership(row, byCode, listed, memberships, problems);
    }
    for (Market market : byCode.values()) {
      if (market.kind() == MarketKind.OWN && !memberships.containsKey(market.code())) {
        problems.add(
            "markets: " + market.code(),
            "members in market_groups, as the kind is own",
            "none",
            "add its members");
      }
    }
    return new Markets(byCode, memberships);
  }

  private static Optional<Market> market(Row row, Problems problems) {
    problems.checkCode(row, "code");
    if (!ISO2.matcher(row.text("iso2")).matches()) {
      problems.add(row, "iso2", "two capital letters or nothing", "correct the code");
    }
    Validity validity = Validity.of(row, problems);
    String code = row.text("code");
    Optional<MarketKind> kind =
        Arrays.stream(MarketKind.values())
            .filter(known -> known.code().equals(row.text("kind")))
            .findFirst();
    if (kind.isEmpty()) {
      problems.add(row, "kind", "world, country, special, aggregate or own", "correct the kind");
    } else if ((kind.get() == MarketKind.WORLD) != code.equals(Wording.WORLD)) {
      problems.add(
          row, "kind", "world for " + Wording.WORLD + " and for no other code", "correct the kind");
    }
    String nameIt = row.text("name_it", row.text("name_en", code));
    return kind.map(
        known ->
            new Market(
                code,
                known,
                row.text("iso2"),
                nameIt,
                row.text("name_en", nameIt),
                validity.from(),
                validity.to(),
                row.text("note")));
  }

  private static void membership(
      Row row,
      Map<String, Market> markets,
      Set<String> faulty,
      Map<String, List<Membership>> memberships,
      Problems problems) {
    String group = row.text("group_code");
    String member = row.text("member");
    Validity period = Validity.of(row, problems);
    if (!faulty.contains(group) && !hasLevel(markets.get(group), MarketLevel.GROUP)) {
      problems.add(
          row,
          "group_code",
          "a market of kind aggregate or own",
          "correct the code or add it to the markets list");
    }
    if (!faulty.contains(member) && !hasLevel(markets.get(member), MarketLevel.COUNTRY)) {
      problems.add(
          row,
          "member",
          "a market of kind country or special",
          "correct the code or add it to the markets list");
    }
    List<Membership> stays = memberships.computeIfAbsent(group, g -> new ArrayList<>());
    for (Membership other : stays) {
      if (other.member().equals(member) && other.period().overlaps(period)) {
        problems.add(
            row.at(),
            "periods of " + member + " in " + group + " that do not overlap",
            "two that do",
            "end the earlier one before the later begins");
      }
    }
    stays.add(new Membership(member, period));
  }

  private static boolean hasLevel(Market market, MarketLevel level) {
    return market != null && market.level() == level;
  }
}
