package exportmatrix.codes;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The lists of this room: for each what makes a row unique, and its columns. */
enum CodeList {
  /** Who trades, one row per code. */
  TERRITORIES(
      "code",
      "code,level,parent,name_it",
      "name_en,nuts2021,istat_code,car_plate,valid_from,valid_to,note"),
  /** Partners, one row per code. */
  MARKETS("code", "code,kind", "iso2,name_it,name_en,valid_from,valid_to,note"),
  /** Membership, one row per group, member and beginning. */
  MARKET_GROUPS("group_code,member,valid_from", "group_code,member,valid_from,valid_to", "source"),
  /** Codes that stand for another one, one row per dimension and alias. */
  ALIASES("kind,alias", "kind,alias,code", "note"),
  /** The CPA products, one row per code. */
  PRODUCTS("code", "code,level,parent", "label_it,label_en,note"),
  /** One row per product group, and one for each sector without groups. */
  SECTORS("sector,product_code", "sector,product_code", "label_it,label_en,from_source") {
    /** A group belongs to one sector, so a row of the user's that names it moves it. */
    @Override
    List<String> keyOf(Row row) {
      String group = row.text("product_code");
      return group.isEmpty() ? List.of("sector", row.text("sector")) : List.of("group", group);
    }
  },
  /** What a programme targets, one row per programme, year, market and sector. */
  PROGRAMMES("programme,year,market,sector", "programme,year,market,sector", "status,source,note"),
  /** Days from which on a code means something else, one row per kind, code and day. */
  BREAKS("kind,code,from", "kind,code,from", "constant,note");

  private final String key;
  private final String required;
  private final String optional;

  CodeList(String key, String required, String optional) {
    this.key = key;
    this.required = required;
    this.optional = optional;
  }

  /** The name in {@link CodeFiles} and of the bundled file. */
  String listName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Columns without which a file is refused; a cell in them may still be empty. */
  List<String> required() {
    return names(required).toList();
  }

  /** All columns that a file may have. */
  List<String> columns() {
    return Stream.concat(names(required), names(optional)).toList();
  }

  /** Within one file a key occurs once; in an extension it names the row that it replaces. */
  List<String> keyOf(Row row) {
    return names(key).map(row::text).toList();
  }

  /** The names of all lists, for messages. */
  static String known() {
    return Arrays.stream(values()).map(CodeList::listName).collect(Collectors.joining(", "));
  }

  private static Stream<String> names(String list) {
    return Arrays.stream(list.split(",", -1));
  }
}
