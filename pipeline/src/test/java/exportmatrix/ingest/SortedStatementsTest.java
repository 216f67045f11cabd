package exportmatrix.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import exportmatrix.ingest.Parsed.Datum;
import exportmatrix.model.Frequency;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Statements come back as they went in, key by key and in the order of their keys. */
class SortedStatementsTest {

  private static final Comparator<Parsed.Key> ORDER =
      Comparator.<Parsed.Key, Integer>comparing(key -> Math.floorDiv(key.period(), 4))
          .thenComparing(Parsed.Key::territory)
          .thenComparing(Parsed.Key::flow)
          .thenComparing(Parsed.Key::market)
          .thenComparing(Parsed.Key::product)
          .thenComparing(Parsed.Key::period)
          .thenComparing(Parsed.Key::edition);

  @Property(tries = 300)
  void everyKeyOnceInOrderWithAllThatIsSaidOfIt(@ForAll("data") List<Datum> data) {
    SortedStatements statements = new SortedStatements(Frequency.Q);
    data.forEach(statements::add);
    Map<Parsed.Key, List<Datum>> expected = new LinkedHashMap<>();
    data.stream()
        .sorted(Comparator.comparing(Datum::key, ORDER))
        .forEach(datum -> expected.computeIfAbsent(datum.key(), k -> new ArrayList<>()).add(datum));

    List<List<Datum>> byKey = new ArrayList<>();
    statements.byKey().forEachRemaining(byKey::add);

    assertThat(byKey).isEqualTo(List.copyOf(expected.values()));
  }

  @Provide
  Arbitrary<List<Datum>> data() {
    return Data.placed().list().ofMaxSize(3_000);
  }
}
