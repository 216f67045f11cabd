package exportmatrix.jobs.claims;

import exportmatrix.codes.Codes;
import exportmatrix.codes.Market;
import exportmatrix.codes.MarketKind;
import exportmatrix.codes.Sector;
import exportmatrix.codes.Territory;
import exportmatrix.model.TerritoryLevel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names by which an Italian text calls territories, markets and sectors. */
final class Lexicon {

  /** What a name names. */
  enum Kind {
    TERRITORY,
    MARKET,
    SECTOR
  }

  /** A name in a text. */
  record Mention(Kind kind, String code, int start, int end) {}

  private record Entry(Kind kind, String code) {}

  /** Names that are in no list. */
  private static final Map<String, Entry> OTHERS =
      Map.of(
          "monza e brianza", new Entry(Kind.TERRITORY, "IT108"),
          "monza", new Entry(Kind.TERRITORY, "IT108"),
          "reggio emilia", new Entry(Kind.TERRITORY, "ITD53"),
          "reggio calabria", new Entry(Kind.TERRITORY, "ITF65"),
          "lombarda", new Entry(Kind.TERRITORY, "ITC4"),
          "lombarde", new Entry(Kind.TERRITORY, "ITC4"),
          "lombardo", new Entry(Kind.TERRITORY, "ITC4"),
          "lombardi", new Entry(Kind.TERRITORY, "ITC4"));

  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Pattern any;

  Lexicon(Codes codes) {
    Map<String, Entry> names = new LinkedHashMap<>(OTHERS);
    for (Territory territory : codes.territories().all()) {
      boolean named =
          territory.level() == TerritoryLevel.REGION
              || territory.level() == TerritoryLevel.PROVINCE;
      if (named) {
        for (String name : territory.nameIt().split(" / ")) {
          names.putIfAbsent(lower(name), new Entry(Kind.TERRITORY, territory.code()));
        }
      }
    }
    for (Market market : codes.markets().all()) {
      if (market.kind() == MarketKind.COUNTRY && !market.code().equals("IT")) {
        names.putIfAbsent(lower(market.nameIt()), new Entry(Kind.MARKET, market.code()));
      }
    }
    for (Sector sector : codes.sectors()) {
      names.putIfAbsent(lower(sector.labelIt()), new Entry(Kind.SECTOR, sector.code()));
    }
    List<String> longestFirst = new ArrayList<>(names.keySet());
    longestFirst.removeIf(name -> name.length() < 4);
    longestFirst.sort(Comparator.comparing(String::length).reversed());
    longestFirst.forEach(name -> entries.put(name, names.get(name)));
    this.any =
        Pattern.compile(
            "(?<![\\p{L}])("
                + String.join("|", longestFirst.stream().map(Pattern::quote).toList())
                + ")(?![\\p{L}])(?<!\\bla lombarda(?= (?:che|più)))");
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ITALIAN);
  }

  /** Every name in a text, in its order. */
  List<Mention> mentions(String text) {
    List<Mention> mentions = new ArrayList<>();
    Matcher matcher = any.matcher(lower(text));
    while (matcher.find()) {
      Entry entry = entries.get(matcher.group(1));
      mentions.add(new Mention(entry.kind(), entry.code(), matcher.start(), matcher.end()));
    }
    return mentions;
  }
}
