package exportmatrix.benchmarks.trade;

import exportmatrix.benchmarks.samples.Quarter;
import exportmatrix.codes.Codes;
import exportmatrix.codes.Territory;
import exportmatrix.model.DatasetSpec.ProductScheme;
import exportmatrix.model.MarketLevel;
import exportmatrix.model.ProductLevel;
import exportmatrix.model.TerritoryLevel;
import exportmatrix.model.Wording;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * The code lists as another engine wants them: small plain tables.
 *
 * <ul>
 *   <li>{@code territories.csv}: {@code territory,level,parent,region,macro_area}, the parent being
 *       the one of which a share is a share
 *   <li>{@code markets.csv}: {@code market}, the countries and special codes
 *   <li>{@code market_groups.csv}: {@code market_group,period,market}, the members on the quarter's
 *       first day
 *   <li>{@code products.csv}: {@code product,sector}, the product groups
 * </ul>
 */
final class PlainCodes {
  private static final List<String> GROUPS = List.of("EU_AT_DATE", "OPEC");

  private PlainCodes() {}

  static void write(Codes codes, Quarter first, int quarters, Path folder) throws IOException {
    Files.createDirectories(folder);
    try (CSVPrinter table =
        table(folder, "territories", "territory", "level", "parent", "region", "macro_area")) {
      for (Territory territory : codes.territories().all()) {
        if (!territory.overlap()) {
          String code = territory.code();
          Optional<String> region =
              territory.level() == TerritoryLevel.REGION
                  ? Optional.of(code)
                  : codes.territories().regionOf(code);
          table.printRecord(
              code,
              territory.level().code(),
              codes.territories().parentForShares(code).orElse(""),
              region.orElse(""),
              region.flatMap(codes.territories()::find).map(Territory::parent).orElse(""));
        }
      }
    }
    try (CSVPrinter table = table(folder, "markets", "market")) {
      for (var market : codes.markets().all()) {
        if (market.level() == MarketLevel.COUNTRY) {
          table.printRecord(market.code());
        }
      }
    }
    try (CSVPrinter table = table(folder, "market_groups", "market_group", "period", "market")) {
      for (String group : GROUPS) {
        for (int q = 0; q < quarters; q++) {
          Quarter quarter = first.plus(q);
          LocalDate firstDay = LocalDate.of(quarter.year(), quarter.number() * 3 - 2, 1);
          for (String member : codes.markets().membersOn(group, firstDay)) {
            if (!member.equals(Wording.ITALY)) {
              table.printRecord(group, quarter.label(), member);
            }
          }
        }
      }
    }
    try (CSVPrinter table = table(folder, "products", "product", "sector")) {
      for (var product : codes.products(ProductScheme.CPA).all()) {
        if (product.level() == ProductLevel.GROUP) {
          table.printRecord(
              product.code(),
              codes.products(ProductScheme.CPA).sectorOf(product.code()).orElseThrow());
        }
      }
    }
  }

  private static CSVPrinter table(Path folder, String name, String... header) throws IOException {
    BufferedWriter file =
        Files.newBufferedWriter(folder.resolve(name + ".csv"), StandardCharsets.UTF_8);
    return new CSVPrinter(
        file, CSVFormat.RFC4180.builder().setHeader(header).setRecordSeparator('\n').get());
  }
}
