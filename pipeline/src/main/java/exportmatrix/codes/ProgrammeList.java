package exportmatrix.codes;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads and checks the list of programmes: rows in, {@link Programmes} out. */
final class ProgrammeList {

  private static final Pattern YEAR = Pattern.compile("\\d{4}");

  private ProgrammeList() {}

  static Programmes read(List<Row> rows, Markets markets, Set<String> sectors, Problems problems) {
    List<Programme> programmes = new ArrayList<>();
    for (Row row : rows) {
      String market = row.text("market");
      String sector = row.text("sector", null);
      if (row.text("programme").isEmpty()) {
        problems.add(row, "programme", "the programme's name", "add it");
      }
      if (markets.find(market).isEmpty()) {
        problems.add(row, "market", "a code of the markets list", "correct the code");
      }
      if (sector != null && !sectors.contains(sector)) {
        problems.add(
            row, "sector", "a sector of the sectors list, or nothing", "correct the sector");
      }
      if (!YEAR.matcher(row.text("year")).matches()) {
        problems.add(row, "year", "four digits", "correct the year");
        continue;
      }
      programmes.add(
          new Programme(
              row.text("programme"),
              Integer.parseInt(row.text("year")),
              market,
              sector,
              row.text("status"),
              row.text("source"),
              row.text("note")));
    }
    return new Programmes(programmes);
  }
}
