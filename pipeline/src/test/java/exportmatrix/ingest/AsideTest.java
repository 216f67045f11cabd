package exportmatrix.ingest;

import static exportmatrix.ingest.Readings.ISTAT_HEADER;
import static exportmatrix.ingest.Readings.istat;
import static org.assertj.core.api.Assertions.assertThat;

import exportmatrix.ingest.Ingest.Reading;
import exportmatrix.model.Aside;
import exportmatrix.model.DatasetSpec;
import exportmatrix.model.Observation;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is put aside while files are read is what they say; of files that are refused, nothing. */
class AsideTest {

  private static final List<String> DROPPED = new ArrayList<>();

  @TempDir Path folder;

  record Put(List<String> texts) implements Serializable {}

  private static final class Texts implements Aside<Put> {

    private static final long serialVersionUID = 1L;

    @Override
    public Put put(Iterator<Observation> observations) {
      List<String> texts = new ArrayList<>();
      observations.forEachRemaining(observation -> texts.add(observation.toString()));
      return new Put(texts);
    }

    @Override
    public void drop(List<Put> parts) {
      parts.forEach(put -> DROPPED.addAll(put.texts()));
    }
  }

  @BeforeEach
  void forget() {
    DROPPED.clear();
  }

  private Reading<Put> read(DatasetSpec spec, Path... files) {
    return Readings.ingest()
        .read(
            spec,
            Ingest.find(List.of(files), KnownFiles.none()).files(),
            Optional.empty(),
            new Texts());
  }

  private static List<String> observations(Reading<?> reading) {
    return reading.observations().map(Observation::toString).collect();
  }

  @Test
  void allObservationsAreThereAndOnlyOnce() {
    Path one =
        Readings.write(
            folder,
            "1.csv",
            ISTAT_HEADER,
            istat("ITC4", "EV", "ALL", "WORLD", "2022", "1"),
            istat("ITC4", "EV", "ALL", "WORLD", "2023", "2"),
            istat("ITC1", "EV", "ALL", "Q8", "2023", "3"));
    Path two =
        Readings.write(
            folder, "2.csv", ISTAT_HEADER, istat("ITC4", "EV", "ALL", "WORLD", "2023", "2"));
    Reading<Put> reading = read(SpecDraft.istat().maxRejectedShare(0.5).spec(), one, two);
    assertThat(reading.refused()).isEmpty();
    assertThat(reading.aside().orElseThrow().stream().flatMap(put -> put.texts().stream()))
        .hasSize(3)
        .containsExactlyInAnyOrderElementsOf(observations(reading));
    assertThat(DROPPED).isEmpty();
  }

  @Test
  void whatARefusedFileSaysIsDroppedAndTheOthersAreReadAgain() {
    Path good =
        Readings.write(
            folder, "1.csv", ISTAT_HEADER, istat("ITC4", "EV", "ALL", "WORLD", "2022", "1"));
    Path bad =
        Readings.write(
            folder,
            "2.csv",
            ISTAT_HEADER,
            istat("ITC4", "EV", "ALL", "WORLD", "2023", "2"),
            istat("ITC4", "EV", "ALL", "DE", "2023", "much"));
    Reading<Put> reading = read(SpecDraft.istat().maxRejectedShare(0.1).spec(), good, bad);
    assertThat(reading.refused()).extracting(Ingest.Refusal::file).containsExactly(bad);
    assertThat(reading.aside().orElseThrow().stream().flatMap(put -> put.texts().stream()))
        .singleElement()
        .isEqualTo(observations(reading).get(0));
    assertThat(DROPPED).as("a hole is an observation, too").hasSize(3);
  }

  @Test
  void whereHolesSpreadNothingAsideCounts() {
    Path file =
        Readings.write(
            folder,
            "1.csv",
            ISTAT_HEADER,
            istat("ITC4", "EV", "ALL", "WORLD", "2022", "1"),
            istat("ITC4", "EV", "ALL", "DE", "soon", "2"));
    Reading<Put> reading = read(SpecDraft.istat().maxRejectedShare(0.5).spec(), file);
    assertThat(reading.aside()).isEmpty();
    assertThat(DROPPED).hasSize(1);
    assertThat(observations(reading)).hasSize(2);
  }
}
