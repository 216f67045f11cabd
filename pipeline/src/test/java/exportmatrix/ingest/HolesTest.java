package exportmatrix.ingest;

import static exportmatrix.ingest.Readings.ISTAT_HEADER;
import static exportmatrix.ingest.Readings.istat;
import static org.assertj.core.api.Assertions.assertThat;

import exportmatrix.ingest.Ingest.Reading;
import exportmatrix.model.DatasetSpec.Layout;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a rejected row leaves behind, so that no sum over it looks complete. */
class HolesTest {

  @TempDir Path folder;

  @Test
  void aHoleStandsWhereverTheRowMayBelong() {
    Path file =
        Readings.write(
            folder,
            "a.csv",
            ISTAT_HEADER,
            istat("ITC4", "EV", "ALL", "WORLD", "2022", "1"),
            istat("ITC4", "EV", "ALL", "WORLD", "2023", "2"),
            istat("ITC4", "IV", "ALL", "WORLD", "2023", "3"),
            istat("ITC1", "EV", "ALL", "WORLD", "2023", "abc"),
            istat("ITC2", "IV", "C", "Q9", "2023", "4"),
            istat("ITC2", "IV", "C", "Q8", "2023", "5"),
            istat("ITC3", "EV", "C", "DE", "soon", "6"),
            istat("ITD3", "XX", "C", "DE", "2023", "7"),
            "X");
    Reading<?> reading = Readings.read(SpecDraft.istat().spec(), file);
    assertThat(Readings.observations(reading))
        .containsExactlyInAnyOrder(
            "export 2022 ITC4 WORLD ALL 100 NORMAL",
            "export 2023 ITC4 WORLD ALL 200 NORMAL",
            "import 2023 ITC4 WORLD ALL 300 NORMAL",
            // its key is known
            "export 2023 ITC1 WORLD ALL none REJECTED",
            // two rows of unknown markets are one hole
            "import 2023 ITC2 ? C none REJECTED",
            // the period is unknown: in all of which the file speaks
            "export 2022 ITC3 DE C none REJECTED",
            "export 2023 ITC3 DE C none REJECTED",
            // the indicator, which carries the flow, is unknown
            "export 2023 ITD3 DE C none REJECTED",
            "import 2023 ITD3 DE C none REJECTED",
            // nothing is known
            "export 2022 ? ? ? none REJECTED",
            "export 2023 ? ? ? none REJECTED",
            "import 2023 ? ? ? none REJECTED");
    assertThat(
            Readings.texts(
                Readings.observationTable(reading)
                    .where("market = '?' and product = 'C'")
                    .selectExpr("concat(line, ' ', length(file), ' ', edition)")))
        .as("the first row that left it")
        .containsExactly("6 64 2026-07-17");
  }

  @Test
  void quantityAndValueFailApart() {
    Path file =
        Readings.write(
            folder,
            "a.csv",
            "LAST UPDATE,freq,reporter,partner,product,flow,indicators,TIME_PERIOD,OBS_VALUE",
            row("DE", "VALUE_IN_EUROS", "52.0"),
            row("DE", "QUANTITY_IN_100KG", "0.35"),
            row("FR", "VALUE_IN_EUROS", "53.0"),
            row("FR", "QUANTITY_IN_100KG", "-1"),
            row("ES", "VALUE_IN_EUROS", "x"),
            row("ES", "QUANTITY_IN_100KG", "2"),
            row("AT", "QUANTITY_IN_100KG", "3"),
            row("BE", "VALUE_IN_EUROS", "54.0"),
            row("BE", "INDEX", "1"),
            row("CZ", "INDEX", "1"),
            row("SK", "VALUE_IN_EUROS", "1"),
            row("SK", "QUANTITY_IN_100KG", "1"),
            row("SK", "QUANTITY_IN_100KG", "2"));
    Reading<?> reading = Readings.read(SpecDraft.comext(Layout.SDMX_CSV).spec(), file);
    assertThat(
            Readings.texts(
                Readings.observationTable(reading)
                    .selectExpr(
                        "concat_ws(' ', market, coalesce(cast(value_cents as string), 'none'),"
                            + " coalesce(cast(quantity_kg as string), 'none'), status)")))
        .containsExactly(
            "AT none 300.000 NORMAL",
            "BE 5400 none NORMAL",
            "CZ none none REJECTED",
            "DE 5200 35.000 NORMAL",
            "ES none 200.000 REJECTED",
            "FR 5300 none NORMAL",
            "SK 100 none NORMAL");
    assertThat(Readings.rejectedTable(reading).where("value_cents is not null").count())
        .as("quantities are no money; an unknown indicator may be")
        .isEqualTo(2);
  }

  @Test
  void unitsAreDeclaredAndCheckedNotGuessed() {
    Path file =
        Readings.write(
            folder,
            "a.csv",
            ISTAT_HEADER,
            istat("ITC1", "EV", "ALL", "WORLD", "2023", "1.23456"),
            istat("ITC2", "EV", "ALL", "WORLD", "2023", "1.23456") + "3",
            istat("ITC3", "EV", "ALL", "WORLD", "2023", "1.23456") + "0",
            istat("ITC4", "EV", "ALL", "WORLD", "2023", "1.234567"));
    Reading<?> reading = Readings.read(SpecDraft.istat().unitMultiplier(1000).spec(), file);
    assertThat(Readings.observations(reading))
        .containsExactly(
            "export 2023 ITC1 WORLD ALL 123456 NORMAL",
            "export 2023 ITC2 WORLD ALL 123456 NORMAL",
            "export 2023 ITC3 WORLD ALL none REJECTED",
            "export 2023 ITC4 WORLD ALL none REJECTED");
    assertThat(Readings.reasons(reading))
        .containsEntry(4L, "UNIT_MISMATCH")
        .containsEntry(5L, "BAD_VALUE")
        .hasSize(2);
  }

  private static String row(String partner, String indicator, String value) {
    return "13/02/26,M,IT,%s,48064010,2,%s,2023-01,%s".formatted(partner, indicator, value);
  }
}
