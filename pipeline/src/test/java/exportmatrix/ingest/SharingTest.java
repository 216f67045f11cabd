package exportmatrix.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import exportmatrix.ingest.Parsed.Datum;
import exportmatrix.ingest.Statement.Quality;
import exportmatrix.model.Flow;
import exportmatrix.model.Frequency;
import exportmatrix.model.ValueStatus;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** A key has one task, a year few, and no territory alone makes a task large. */
class SharingTest {

  private static final long GIGABYTE = 1L << 30;

  @Property(tries = 200)
  void statementsOfOneKeyHaveOneTask(@ForAll("data") List<Datum> data) {
    Sharing sharing = Sharing.of(4, 3 * GIGABYTE, Frequency.Q);
    data.stream()
        .collect(Collectors.groupingBy(Datum::key))
        .values()
        .forEach(ofKey -> assertThat(tasks(sharing, ofKey)).hasSize(1));
    assertThat(tasks(sharing, data)).allMatch(task -> task >= 0 && task < sharing.tasks());
  }

  @Provide
  Arbitrary<List<Datum>> data() {
    return Data.placed().list().ofMaxSize(200);
  }

  private static Set<Integer> tasks(Sharing sharing, List<Datum> data) {
    return data.stream().map(sharing::of).collect(Collectors.toSet());
  }

  private static List<Datum> ofMarkets(int period) {
    return IntStream.range(0, 240)
        .mapToObj(
            market ->
                new Datum(
                    0,
                    "2025-01-01",
                    market,
                    0,
                    Flow.EXPORT,
                    period,
                    "IT",
                    "M" + market,
                    "ALL",
                    Quality.VALUE,
                    1L,
                    null,
                    ValueStatus.NORMAL,
                    0,
                    null,
                    null))
        .toList();
  }

  @Test
  void aYearOfOneTerritoryIsSharedWhereItIsLarge() {
    assertThat(tasks(Sharing.of(4, 3 * GIGABYTE, Frequency.Q), ofMarkets(8096))).hasSize(8);
    assertThat(tasks(Sharing.of(4, GIGABYTE >> 3, Frequency.Q), ofMarkets(8096))).hasSize(2);
  }

  @Test
  void aYearOfASmallInputHasOneTask() {
    Sharing sharing = Sharing.of(4, 1_000_000, Frequency.Q);
    assertThat(tasks(sharing, ofMarkets(8096))).hasSize(1);
    assertThat(tasks(sharing, ofMarkets(8099))).isEqualTo(tasks(sharing, ofMarkets(8096)));
    assertThat(tasks(sharing, ofMarkets(8100))).isNotEqualTo(tasks(sharing, ofMarkets(8096)));
  }
}
