package exportmatrix.ingest;

import static exportmatrix.ingest.Readings.ISTAT_HEADER;
import static exportmatrix.ingest.Readings.istat;
import static org.assertj.core.api.Assertions.assertThat;

import exportmatrix.ingest.Understanding.Example;
import exportmatrix.model.FileRecord.Ends;
import exportmatrix.model.RejectReason;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckTest {

  @TempDir Path folder;

  @Test
  void saysWhatAFileIsUnderstoodToBe() {
    Path file =
        Readings.write(
            folder,
            "a.csv",
            ISTAT_HEADER,
            istat("ITC4", "EV", "ALL", "WORLD", "2022", "1"),
            istat("ITC1", "IV", "ALL", "WORLD", "2023", "2"),
            istat("ITC4", "TBV", "ALL", "WORLD", "2023", "-1"),
            istat("ITC4", "EV", "ALL", "Q9", "2024", "abc"));
    Understanding understood =
        Readings.ingest()
            .check(SpecDraft.istat().maxRejectedShare(0.3).spec(), file, Optional.empty());
    assertThat(understood.edition()).isEqualTo("2026-07-17");
    assertThat(understood.columns())
        .containsEntry("territory", "REF_AREA")
        .containsEntry("indicator", "DATA_TYPE")
        .containsEntry("unit_multiplier", "UNIT_MULT")
        .doesNotContainKey("unit");
    assertThat(understood.firstPeriod()).isEqualTo("2022");
    assertThat(understood.lastPeriod()).isEqualTo("2023");
    assertThat(understood.flows()).containsExactly("export", "import");
    assertThat(understood.territories()).containsExactly("ITC1", "ITC4");
    assertThat(understood.rows()).isEqualTo(new Ends(4, 2, 0, 1, 1));
    assertThat(understood.cents()).isEqualTo(new Ends(200, 300, 0, -100, 0));
    assertThat(understood.reasons())
        .isEqualTo(Map.of(RejectReason.BAD_VALUE, 1L, RejectReason.UNKNOWN_MARKET, 1L));
    assertThat(understood.examples())
        .containsExactly(
            new Example(5, "BAD_VALUE UNKNOWN_MARKET", "X,A,ITC4,EV,N,ALL,Q9,2024,abc,,"));
    assertThat(understood.refusal()).isEmpty();
  }

  @Test
  void saysWhyAFileWouldBeRefused() {
    Path file = Readings.write(folder, "a.csv", "REF_AREA,OBS_VALUE", "ITC4,1");
    Understanding understood =
        Readings.ingest().check(SpecDraft.istat().spec(), file, Optional.empty());
    assertThat(understood.rows()).isNull();
    assertThat(understood.columns()).isEmpty();
    assertThat(understood.refusal().orElseThrow()).startsWith("a.csv: header in line 1: no column");
  }
}
