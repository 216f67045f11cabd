package exportmatrix.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import exportmatrix.model.DatasetSpec;
import exportmatrix.model.Flow;
import exportmatrix.model.Frequency;
import exportmatrix.model.Observation;
import exportmatrix.model.Packing;
import exportmatrix.model.Series;
import exportmatrix.model.ValueStatus;
import exportmatrix.model.Wording;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** However observations lie, the same is passed on of them. */
class ReadingPassTest {

  private static final int FIRST = 2015 * 4;
  private static final int PERIODS = 100;

  private final Levels levels = new Levels(Scenario.CODES, List.of(dataset()), List.of());
  private final List<Observation> sorted = new ArrayList<>();
  private int cells;

  @BeforeEach
  void draw() {
    Random random = new Random(11);
    for (String dataset : List.of("one", "other")) {
      for (Flow flow : Flow.values()) {
        for (String territory : List.of("ITC45", "ITC46", Wording.UNPLACED)) {
          for (String market : List.of("DE", "FR", Wording.WORLD, Wording.UNPLACED)) {
            for (String product : List.of("CL291", "CK28", "ALL", Wording.UNPLACED)) {
              cells++;
              for (int period = 0; period < PERIODS; period++) {
                if (random.nextInt(4) > 0) {
                  sorted.add(one(dataset, flow, territory, market, product, period, random));
                }
              }
            }
          }
        }
      }
    }
  }

  private static DatasetSpec dataset() {
    return new DatasetSpec(
        "one",
        DatasetSpec.Layout.SDMX_CSV,
        List.of(),
        Frequency.Q,
        1,
        DatasetSpec.PeriodType.SINGLE,
        DatasetSpec.ProductScheme.CPA,
        new DatasetSpec.Complete(List.of(), List.of(), List.of()),
        Set.of(),
        new DatasetSpec.EditionRule(null, null),
        0.01,
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        null);
  }

  private static Observation one(
      String dataset,
      Flow flow,
      String territory,
      String market,
      String product,
      int period,
      Random random) {
    ValueStatus status =
        List.of(ValueStatus.NORMAL, ValueStatus.CONFIDENTIAL, ValueStatus.REJECTED)
            .get(random.nextInt(3));
    return new Observation(
        dataset,
        flow,
        Frequency.Q,
        FIRST + period,
        territory,
        market,
        product,
        status == ValueStatus.NORMAL ? (Long) (long) random.nextInt() : null,
        null,
        status,
        "2025-0%d-11".formatted(1 + random.nextInt(9)),
        null,
        0);
  }

  @Test
  void theSameFiguresInEveryOrder() {
    List<String> stated = sorted.stream().map(ReadingPassTest::shown).sorted().toList();
    assertThat(shown(figures(sorted))).isEqualTo(stated);
    assertThat(shown(figures(shuffled()))).isEqualTo(stated);
  }

  @Test
  void theSameSlicesInEveryOrder() {
    List<String> slices = slices(Spoken.of(sorted.iterator(), levels));
    assertThat(
            Spoken.of(sorted.iterator(), levels).slices().entrySet().stream()
                .map(slice -> slice.getKey().row(slice.getValue()))
                .mapToLong(row -> row.getLong(7) + row.getLong(8) + row.getLong(9))
                .sum())
        .isEqualTo(sorted.size());
    assertThat(slices(spoken(sorted))).isEqualTo(slices);
    assertThat(slices(spoken(shuffled()))).isEqualTo(slices);
    assertThat(spoken(shuffled()).products())
        .containsExactlyInAnyOrder("CL291", "CK28", "ALL", Wording.UNPLACED);
  }

  @Test
  void neighboursOfACellAreJoined() {
    assertThat(figures(sorted)).hasSize(2 * cells);
    assertThat(figures(shuffled())).hasSizeGreaterThan(sorted.size() / 2);
  }

  @Test
  void nothingIsSpokenOfNothing() {
    assertThat(told(List.of())).hasSize(1);
    assertThat(spoken(List.of()).slices()).isEmpty();
  }

  private List<Observation> shuffled() {
    List<Observation> shuffled = new ArrayList<>(sorted);
    Collections.shuffle(shuffled, new Random(3));
    return shuffled;
  }

  /** As it comes out of the shuffle. */
  private List<Told> told(List<Observation> observations) {
    Packing packing = new Packing();
    new ReadingPass(observations.iterator(), levels)
        .forEachRemaining(one -> Told.FORM.write(one, packing));
    Packing.Unpacking unpacking = new Packing.Unpacking(packing.pack());
    List<Told> told = new ArrayList<>();
    while (unpacking.more()) {
      told.add(Told.FORM.read(unpacking));
    }
    return told;
  }

  private List<CellFigures> figures(List<Observation> observations) {
    return told(observations).stream()
        .filter(CellFigures.class::isInstance)
        .map(CellFigures.class::cast)
        .toList();
  }

  private Spoken spoken(List<Observation> observations) {
    List<Told> told = told(observations);
    return (Spoken) told.get(told.size() - 1);
  }

  private static List<String> slices(Spoken spoken) {
    return spoken.slices().entrySet().stream()
        .map(slice -> slice.getKey().row(slice.getValue()).toString())
        .sorted()
        .toList();
  }

  private static List<String> shown(List<CellFigures> figures) {
    List<String> shown = new ArrayList<>();
    for (CellFigures of : figures) {
      of.periods()
          .forEach(
              period -> {
                int index = period - of.firstOrdinal();
                Series stated = of.stated();
                shown.add(
                    String.join(
                        " ",
                        of.dataset(),
                        of.flow().code(),
                        of.territory(),
                        of.market(),
                        of.product(),
                        String.valueOf(period),
                        String.valueOf(stated.cents(index)),
                        String.valueOf(stated.flags(index)),
                        LocalDate.ofEpochDay(stated.edition(index)).toString()));
              });
    }
    Collections.sort(shown);
    return shown;
  }

  private static String shown(Observation o) {
    int flags =
        Series.PRESENT
            | Series.REPORTED
            | (o.status() == ValueStatus.CONFIDENTIAL ? Series.CONFIDENTIAL : 0)
            | (o.status() == ValueStatus.REJECTED ? Series.INCOMPLETE : 0);
    return String.join(
        " ",
        o.dataset(),
        o.flow().code(),
        o.territory(),
        o.market(),
        o.product(),
        String.valueOf(o.periodOrdinal()),
        String.valueOf(o.cents() == null ? 0 : o.cents()),
        String.valueOf(flags),
        o.edition());
  }
}
