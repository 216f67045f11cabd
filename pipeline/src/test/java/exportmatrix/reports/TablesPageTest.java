package exportmatrix.reports;

import static org.assertj.core.api.Assertions.assertThat;

import exportmatrix.model.Check;
import exportmatrix.model.Field;
import exportmatrix.model.MatrixTables;
import exportmatrix.model.SeasonalTables;
import exportmatrix.model.Table;
import exportmatrix.model.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/tables.md} says what the code says. After a change of the contracts it is written
 * anew by {@code mvn -pl pipeline test -Dtest=TablesPageTest -Dregenerate.docs=true}.
 */
class TablesPageTest {

  private static final Path PAGE =
      Path.of(System.getProperty("exportmatrix.root", ".."), "docs", "tables.md");

  @Test
  void thePageIsWhatTheContractsSay() throws IOException {
    String page = page();
    if (Boolean.getBoolean("regenerate.docs")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE)
        .as("stale: run this test with -Dregenerate.docs=true and commit the page")
        .exists()
        .content()
        .isEqualTo(page);
  }

  private static String page() {
    StringBuilder page = new StringBuilder();
    page.append(
        """
        # Tables

        Generated from the contracts in `exportmatrix.model.Tables`; do not edit.

        Types are Spark SQL's. A column is never null unless its meaning says what null means.

        ## Warehouse

        Iceberg tables. Money is in whole cents.

        """);
    for (Table table : Tables.WAREHOUSE) {
      table(page, table);
    }
    page.append(
        """
        ## Published

        Parquet files of a release, `<table>/part-0.parquet`, sorted by their key. Money is in euros.
        Those of `indicators` lie in folders `span=<span>/period=<period>`, which carry these two
        columns, and are sorted by flow, territory, market and product; a folder whose rows are many
        has `part-1.parquet` and so on, which continue the order.

        """);
    Table cube = Tables.cube(List.of());
    table(page, cube);
    page.append(
        """
        Then, for each selected indicator of [indicators.md](indicators.md): its column, its status
        `<id>_status` where it may be null, and its companions.

        """);
    for (Table table :
        List.of(
            Tables.RECONCILIATION,
            Tables.COVERAGE,
            Tables.REJECTED,
            Tables.REVISIONS,
            MatrixTables.CELLS,
            MatrixTables.GROUPS,
            SeasonalTables.FIGURES,
            SeasonalTables.MODELS)) {
      if (Tables.WAREHOUSE.contains(table)) {
        page.append("### %s\n\nAs in the warehouse.\n\n".formatted(table.name()));
      } else {
        table(page, table);
      }
    }
    return page.toString().stripTrailing() + "\n";
  }

  private static void table(StringBuilder page, Table table) {
    page.append("### %s\n\n".formatted(table.name()));
    page.append(
        "%s. Key: `%s`.\n\n".formatted(sentence(table.grain()), String.join("`, `", table.key())));
    page.append("| column | type | unit | meaning |\n|---|---|---|---|\n");
    for (Field field : table.fields()) {
      page.append(
          "| `%s` | %s | %s | %s |\n"
              .formatted(
                  field.name(),
                  field.type().simpleString(),
                  field.unit().symbol(),
                  cell(field.meaning())));
    }
    page.append('\n');
    for (Check check : table.checks()) {
      page.append("- %s: %s.\n".formatted(sentence(check.name()), check.meaning()));
    }
    if (!table.checks().isEmpty()) {
      page.append('\n');
    }
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }

  private static String sentence(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
